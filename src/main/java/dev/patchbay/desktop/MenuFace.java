package dev.patchbay.desktop;

import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The menu as panels ask for it.
final class MenuFace implements DBusMenu, Properties {
    private static final int VERSION = 3;

    private final Supplier<MenuTree> tree;
    private final Consumer<TrayItem> clicked;
    private final Runnable opening;

    MenuFace(Supplier<MenuTree> tree, Consumer<TrayItem> clicked, Runnable opening) {
        this.tree = tree;
        this.clicked = clicked;
        this.opening = opening;
    }

    @Override
    public Layout<UInt32, Node> GetLayout(int parent, int depth, List<String> names) {
        MenuTree now = tree.get();
        mustBe(now, parent);
        return new Layout<>(new UInt32(now.revision()), now.layout(parent, depth, names));
    }

    @Override
    public List<DBusMenu.Properties> GetGroupProperties(List<Integer> numbers, List<String> names) {
        MenuTree now = tree.get();
        return (numbers.isEmpty() ? now.all() : numbers.stream())
                .filter(now::has)
                .map(it -> new DBusMenu.Properties(it, now.variants(it, names)))
                .toList();
    }

    @Override
    public Variant<?> GetProperty(int number, String name) {
        MenuTree now = tree.get();
        mustBe(now, number);
        Variant<?> value = now.variants(number, List.of(name)).get(name);
        if (value == null) {
            throw new DBusExecutionException("Item %d has no %s.".formatted(number, name));
        }
        return value;
    }

    private static void mustBe(MenuTree tree, int number) {
        if (!tree.has(number)) {
            throw new DBusExecutionException("There is no item %d.".formatted(number));
        }
    }

    @Override
    public void Event(int number, String event, Variant<?> data, UInt32 at) {
        if (event.equals("clicked")) {
            tree.get().item(number).filter(MenuFace::canBeChosen).ifPresent(clicked);
        } else if (event.equals("opened") && number == MenuTree.ROOT) {
            opening.run();
        }
    }

    private static boolean canBeChosen(TrayItem item) {
        return switch (item) {
            case TrayItem.Action action -> action.enabled();
            case TrayItem.Check check -> check.enabled();
            case TrayItem.Choice choice -> choice.enabled();
            case TrayItem.Separator _, TrayItem.Submenu _ -> false;
        };
    }

    @Override
    public List<Integer> EventGroup(List<Happening> events) {
        MenuTree now = tree.get();
        events.forEach(it -> Event(it.number, it.event, it.data, it.at));
        return events.stream().map(it -> it.number).filter(it -> !now.has(it)).toList();
    }

    /// What changes by it is told by signals, as every change.
    @Override
    public boolean AboutToShow(int number) {
        if (number == MenuTree.ROOT) {
            opening.run();
        }
        return false;
    }

    @Override
    public Shown<List<Integer>, List<Integer>> AboutToShowGroup(List<Integer> numbers) {
        MenuTree now = tree.get();
        numbers.forEach(this::AboutToShow);
        return new Shown<>(List.of(), numbers.stream().filter(it -> !now.has(it)).toList());
    }

    private static Map<String, Variant<?>> properties() {
        return Map.of(
                "Version", new Variant<>(new UInt32(VERSION)),
                "Status", new Variant<>("normal"),
                "TextDirection", new Variant<>("ltr"),
                "IconThemePath", new Variant<>(List.of(), "as"));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the library's own shape
    public <A> @Nullable A Get(String of, String name) {
        return (A) properties().get(name);
    }

    @Override
    public <A> void Set(String of, String name, A value) {
        // None of them is anybody else's to set.
    }

    @Override
    public Map<String, Variant<?>> GetAll(String of) {
        return properties();
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }
}
