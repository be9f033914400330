package dev.patchbay.desktop;

import java.awt.CheckboxMenuItem;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The menu as AWT draws it. Lines that stay are changed where they are, because a menu that is
/// open would close if it were built anew. Choices are check boxes: AWT knows no others.
final class AwtMenu {
    private final PopupMenu popup = new PopupMenu();
    private final Consumer<String> chosen;
    private final Map<String, MenuItem> lines = new HashMap<>();
    private final Set<String> marks = new HashSet<>();
    private MenuTree tree;

    AwtMenu(List<TrayItem> menu, Consumer<String> chosen) {
        this.chosen = chosen;
        this.tree = MenuTree.of(menu);
        fill(popup, menu);
    }

    PopupMenu popup() {
        return popup;
    }

    void show(List<TrayItem> menu) {
        MenuTree next = tree.next(menu);
        if (next.revision() == tree.revision()) {
            renew(menu);
        } else {
            popup.removeAll();
            lines.clear();
            marks.clear();
            fill(popup, menu);
        }
        tree = next;
    }

    private void fill(Menu into, List<TrayItem> menu) {
        for (TrayItem item : menu) {
            switch (item) {
                case TrayItem.Separator _ -> into.addSeparator();
                case TrayItem.Action(var id, _, _) -> {
                    var line = new MenuItem();
                    line.addActionListener(_ -> chosen.accept(id));
                    add(into, id, line);
                }
                case TrayItem.Check(var id, _, _, _) -> add(into, id, box(id));
                case TrayItem.Choice(var id, _, _, _) -> add(into, id, box(id));
                case TrayItem.Submenu(var id, _, _, var items) -> {
                    var submenu = new Menu();
                    fill(submenu, items);
                    add(into, id, submenu);
                }
            }
        }
        renew(menu);
    }

    private CheckboxMenuItem box(String id) {
        var box = new CheckboxMenuItem();
        // AWT turns the box by itself; the mark is ours to set, when what it says has come true.
        box.addItemListener(
                _ -> {
                    box.setState(marks.contains(id));
                    chosen.accept(id);
                });
        return box;
    }

    private void add(Menu into, String id, MenuItem line) {
        lines.put(id, line);
        into.add(line);
    }

    private void renew(List<TrayItem> menu) {
        for (TrayItem item : menu) {
            switch (item) {
                case TrayItem.Separator _ -> {}
                case TrayItem.Action(var id, var label, var enabled) -> say(id, label, enabled);
                case TrayItem.Check(var id, var label, var enabled, var checked) -> {
                    say(id, label, enabled);
                    mark(id, checked);
                }
                case TrayItem.Choice(var id, var label, var enabled, var on) -> {
                    say(id, label, enabled);
                    mark(id, on);
                }
                case TrayItem.Submenu(var id, var label, var enabled, var items) -> {
                    say(id, label, enabled);
                    renew(items);
                }
            }
        }
    }

    private void say(String id, String label, boolean enabled) {
        MenuItem line = lines.get(id);
        if (line != null) {
            line.setLabel(label);
            line.setEnabled(enabled);
        }
    }

    private void mark(String id, boolean on) {
        if (on) {
            marks.add(id);
        } else {
            marks.remove(id);
        }
        if (lines.get(id) instanceof CheckboxMenuItem box) {
            box.setState(on);
        }
    }
}
