package dev.patchbay.desktop;

import java.util.List;

/// One line of the tray's menu. What keeps its id is the same line, whatever it says by now.
public sealed interface TrayItem {
    String id();

    record Separator(String id) implements TrayItem {}

    record Action(String id, String label, boolean enabled) implements TrayItem {}

    record Check(String id, String label, boolean enabled, boolean checked) implements TrayItem {}

    /// One of those of its menu, of which one is chosen.
    record Choice(String id, String label, boolean enabled, boolean chosen) implements TrayItem {}

    record Submenu(String id, String label, boolean enabled, List<TrayItem> items)
            implements TrayItem {
        public Submenu {
            items = List.copyOf(items);
        }
    }
}
