package dev.patchbay.desktop;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.TypeRef;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusProperty;
import org.freedesktop.dbus.annotations.DBusProperty.Access;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.interfaces.DBusInterface;

import java.util.List;

/// An icon that another program draws in its panel: `org.kde.StatusNotifierItem`. Public because
/// the library looks into it.
@DBusInterfaceName(StatusNotifierItem.NAME)
@DBusProperty(name = "Category", type = String.class, access = Access.READ)
@DBusProperty(name = "Id", type = String.class, access = Access.READ)
@DBusProperty(name = "Title", type = String.class, access = Access.READ)
@DBusProperty(name = "Status", type = String.class, access = Access.READ)
@DBusProperty(name = "WindowId", type = Integer.class, access = Access.READ)
@DBusProperty(name = "IconName", type = String.class, access = Access.READ)
@DBusProperty(name = "IconPixmap", type = StatusNotifierItem.Pixmaps.class, access = Access.READ)
@DBusProperty(name = "IconAccessibleDesc", type = String.class, access = Access.READ)
@DBusProperty(name = "AttentionIconName", type = String.class, access = Access.READ)
@DBusProperty(
        name = "AttentionIconPixmap",
        type = StatusNotifierItem.Pixmaps.class,
        access = Access.READ)
@DBusProperty(name = "AttentionAccessibleDesc", type = String.class, access = Access.READ)
@DBusProperty(name = "ToolTip", type = StatusNotifierItem.ToolTip.class, access = Access.READ)
@DBusProperty(name = "ItemIsMenu", type = Boolean.class, access = Access.READ)
@DBusProperty(name = "Menu", type = DBusPath.class, access = Access.READ)
public interface StatusNotifierItem extends DBusInterface {
    String NAME = "org.kde.StatusNotifierItem";
    String PATH = "/StatusNotifierItem";

    interface Pixmaps extends TypeRef<List<Pixmap>> {}

    /// One size of an icon.
    final class Pixmap extends Struct {
        @Position(0)
        public final int width;

        @Position(1)
        public final int height;

        @Position(2)
        public final byte[] argb;

        public Pixmap(int width, int height, byte[] argb) {
            this.width = width;
            this.height = height;
            this.argb = argb;
        }
    }

    /// What is told while a pointer rests on the icon.
    final class ToolTip extends Struct {
        @Position(0)
        public final String icon;

        @Position(1)
        public final List<Pixmap> pixmaps;

        @Position(2)
        public final String title;

        @Position(3)
        public final String text;

        public ToolTip(String icon, List<Pixmap> pixmaps, String title, String text) {
            this.icon = icon;
            this.pixmaps = pixmaps;
            this.title = title;
            this.text = text;
        }
    }

    /// A click of the first button.
    void Activate(int x, int y);

    /// A click of the middle button.
    void SecondaryActivate(int x, int y);

    /// A click of the other button, where the panel does not draw the menu itself.
    void ContextMenu(int x, int y);

    void Scroll(int delta, String orientation);

    /// Comes before `Activate` on Wayland.
    void ProvideXdgActivationToken(String token);
}
