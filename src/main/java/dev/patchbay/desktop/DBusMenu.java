package dev.patchbay.desktop;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.TypeRef;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusProperty;
import org.freedesktop.dbus.annotations.DBusProperty.Access;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

import java.util.List;
import java.util.Map;

/// A menu that another program draws: `com.canonical.dbusmenu`, version 3. Public because the
/// library looks into it.
@DBusInterfaceName(DBusMenu.NAME)
@DBusProperty(name = "Version", type = UInt32.class, access = Access.READ)
@DBusProperty(name = "Status", type = String.class, access = Access.READ)
@DBusProperty(name = "TextDirection", type = String.class, access = Access.READ)
@DBusProperty(name = "IconThemePath", type = DBusMenu.Texts.class, access = Access.READ)
public interface DBusMenu extends DBusInterface {
    String NAME = "com.canonical.dbusmenu";
    String PATH = "/MenuBar";

    interface Texts extends TypeRef<List<String>> {}

    /// @param depth how many generations of the node are told; all for -1
    /// @param names the properties that are wanted; all for none
    Layout<UInt32, Node> GetLayout(int parent, int depth, List<String> names);

    List<Properties> GetGroupProperties(List<Integer> numbers, List<String> names);

    Variant<?> GetProperty(int number, String name);

    void Event(int number, String event, Variant<?> data, UInt32 at);

    List<Integer> EventGroup(List<Happening> events);

    boolean AboutToShow(int number);

    Shown<List<Integer>, List<Integer>> AboutToShowGroup(List<Integer> numbers);

    /// A node with what is below it.
    final class Node extends Struct {
        @Position(0)
        public final int number;

        @Position(1)
        public final Map<String, Variant<?>> properties;

        @Position(2)
        public final List<Variant<?>> children;

        public Node(int number, Map<String, Variant<?>> properties, List<Variant<?>> children) {
            this.number = number;
            this.properties = properties;
            this.children = children;
        }
    }

    /// A node alone.
    final class Properties extends Struct {
        @Position(0)
        public final int number;

        @Position(1)
        public final Map<String, Variant<?>> properties;

        public Properties(int number, Map<String, Variant<?>> properties) {
            this.number = number;
            this.properties = properties;
        }
    }

    /// Something that a person did to a node.
    final class Happening extends Struct {
        @Position(0)
        public final int number;

        @Position(1)
        public final String event;

        @Position(2)
        public final Variant<?> data;

        @Position(3)
        public final UInt32 at;

        public Happening(int number, String event, Variant<?> data, UInt32 at) {
            this.number = number;
            this.event = event;
            this.data = data;
            this.at = at;
        }
    }

    /// The two answers to `GetLayout`.
    final class Layout<A, B> extends org.freedesktop.dbus.Tuple {
        @Position(0)
        public final A revision;

        @Position(1)
        public final B node;

        public Layout(A revision, B node) {
            this.revision = revision;
            this.node = node;
        }
    }

    /// The two answers to `AboutToShowGroup`.
    final class Shown<A, B> extends org.freedesktop.dbus.Tuple {
        @Position(0)
        public final A needUpdate;

        @Position(1)
        public final B unknown;

        public Shown(A needUpdate, B unknown) {
            this.needUpdate = needUpdate;
            this.unknown = unknown;
        }
    }
}
