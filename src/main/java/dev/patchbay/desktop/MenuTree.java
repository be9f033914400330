package dev.patchbay.desktop;

import org.freedesktop.dbus.types.Variant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The menu as D-Bus knows it: numbered nodes below the root, which is 0. An item keeps its number
/// for as long as the program runs, and no number is given twice, so a click that comes late is
/// never taken for one on another item.
final class MenuTree {
    static final int ROOT = 0;
    static final String NODE = "(ia{sv}av)";

    private final int revision;
    private final Map<String, Integer> numbers;
    private final Map<Integer, TrayItem> items = new HashMap<>();
    private final Map<Integer, List<Integer>> children = new HashMap<>();

    private MenuTree(int revision, Map<String, Integer> known, List<TrayItem> menu) {
        this.revision = revision;
        this.numbers = new HashMap<>(known);
        place(ROOT, menu);
    }

    static MenuTree of(List<TrayItem> menu) {
        return new MenuTree(1, Map.of(), menu);
    }

    /// The menu after this one. Its revision is another one only if its lines are others.
    MenuTree next(List<TrayItem> menu) {
        var same = new MenuTree(revision, numbers, menu);
        return same.isLaidOutAs(this) ? same : new MenuTree(revision + 1, numbers, menu);
    }

    private void place(int parent, List<TrayItem> menu) {
        List<Integer> below = new ArrayList<>();
        for (TrayItem item : menu) {
            int number = numbers.computeIfAbsent(item.id(), _ -> numbers.size() + 1);
            items.put(number, item);
            below.add(number);
            if (item instanceof TrayItem.Submenu submenu) {
                place(number, submenu.items());
            }
        }
        children.put(parent, below);
    }

    private boolean isLaidOutAs(MenuTree other) {
        return children.equals(other.children) && kinds().equals(other.kinds());
    }

    private Map<Integer, Class<?>> kinds() {
        Map<Integer, Class<?>> kinds = new HashMap<>();
        items.forEach((number, item) -> kinds.put(number, item.getClass()));
        return kinds;
    }

    int revision() {
        return revision;
    }

    boolean has(int number) {
        return number == ROOT || items.containsKey(number);
    }

    /// What is behind a number; nothing for the root, and for what is no more.
    Optional<TrayItem> item(int number) {
        return Optional.ofNullable(items.get(number));
    }

    /// The nodes that say something else than in this menu before, which had the same lines.
    List<Integer> changedSince(MenuTree before) {
        return items.keySet().stream()
                .filter(it -> !properties(it).equals(before.properties(it)))
                .sorted()
                .toList();
    }

    /// @param depth how many generations below it are told; all for -1
    DBusMenu.Node layout(int number, int depth, List<String> names) {
        List<Variant<?>> below = new ArrayList<>();
        if (depth != 0) {
            for (int child : children.getOrDefault(number, List.of())) {
                DBusMenu.Node node = layout(child, depth - 1, names);
                below.add(new Variant<>(node.getParameters(), NODE));
            }
        }
        return new DBusMenu.Node(number, variants(number, names), below);
    }

    /// @param names those that are wanted; all for none
    Map<String, Variant<?>> variants(int number, List<String> names) {
        Map<String, Variant<?>> variants = new HashMap<>();
        properties(number)
                .forEach(
                        (name, value) -> {
                            if (names.isEmpty() || names.contains(name)) {
                                variants.put(name, new Variant<>(value));
                            }
                        });
        return variants;
    }

    Stream<Integer> all() {
        return Stream.concat(Stream.of(ROOT), items.keySet().stream().sorted());
    }

    private Map<String, Object> properties(int number) {
        return item(number).map(MenuTree::said).orElse(Map.of("children-display", "submenu"));
    }

    private static Map<String, Object> said(TrayItem item) {
        return switch (item) {
            case TrayItem.Separator _ -> Map.of("type", "separator");
            case TrayItem.Action(_, var label, var enabled) -> line(label, enabled);
            case TrayItem.Check(_, var label, var enabled, var checked) ->
                    toggle(label, enabled, "checkmark", checked);
            case TrayItem.Choice(_, var label, var enabled, var chosen) ->
                    toggle(label, enabled, "radio", chosen);
            case TrayItem.Submenu(_, var label, var enabled, _) -> {
                Map<String, Object> said = line(label, enabled);
                said.put("children-display", "submenu");
                yield said;
            }
        };
    }

    private static Map<String, Object> toggle(
            String label, boolean enabled, String how, boolean on) {
        Map<String, Object> said = line(label, enabled);
        said.put("toggle-type", how);
        said.put("toggle-state", on ? 1 : 0);
        return said;
    }

    /// A single underscore would underline the letter behind it.
    private static Map<String, Object> line(String label, boolean enabled) {
        Map<String, Object> said = new HashMap<>();
        said.put("label", label.replace("_", "__"));
        said.put("enabled", enabled);
        return said;
    }
}
