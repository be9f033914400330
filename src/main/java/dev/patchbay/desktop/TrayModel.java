package dev.patchbay.desktop;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a tray shows at one moment.
///
/// @param tooltip what is told of the icon while a pointer rests on it, or by a screen reader
public record TrayModel(Icon icon, String tooltip, List<TrayItem> items) {
    public enum Icon {
        STOPPED,
        RUNNING,
        BUSY,
        /// Something wants a person.
        ATTENTION
    }

    public TrayModel {
        items = List.copyOf(items);
        mustDiffer(items, new HashSet<>());
    }

    private static void mustDiffer(List<TrayItem> items, Set<String> seen) {
        for (TrayItem item : items) {
            if (!seen.add(item.id())) {
                throw new IllegalArgumentException("two items have the id " + item.id());
            }
            if (item instanceof TrayItem.Submenu menu) {
                mustDiffer(menu.items(), seen);
            }
        }
    }
}
