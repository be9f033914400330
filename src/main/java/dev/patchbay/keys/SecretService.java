package dev.patchbay.keys;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The keychain of Linux desktops (gnome-keyring, KWallet, KeePassXC), by the Secret Service API of
/// freedesktop.org. Our items carry the attributes `application` = `patchbay` and `name`, so that
/// `secret-tool lookup application patchbay name NAME` finds them, too.
final class SecretService implements Keychain {
    private static final String ROOT = "/org/freedesktop/secrets";
    private static final String SERVICE = "org.freedesktop.Secret.Service";
    private static final String COLLECTION = "org.freedesktop.Secret.Collection";
    private static final String ITEM = "org.freedesktop.Secret.Item";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";

    private static final String HOME = "home";

    private final String address;
    private final String scope;
    private final SecretBus.Patience patience;

    /// @param address the session bus
    /// @param scope tells several Patchbays of one user apart; empty for the usual one
    SecretService(String address, String scope, SecretBus.Patience patience) {
        this.address = address;
        this.scope = scope;
        this.patience = patience;
    }

    @Override
    public Secret get(String name) throws SecretUnavailable {
        try (var bus = SecretBus.open(address, patience)) {
            unlockedDefault(bus);
            List<Item> items = items(bus, attributes(name));
            if (items.isEmpty()) {
                throw new SecretUnavailable(
                        Reason.MISSING,
                        "The keychain holds nothing named '%s'; `patchbay keys set %s` keeps it there."
                                .formatted(name, name));
            }
            Object session = session(bus);
            Object[] secret =
                    (Object[])
                            bus.call(
                                            items.getFirst().path(),
                                            ITEM,
                                            "GetSecret",
                                            "o",
                                            SecretBus.path(session))[0];
            return OneLine.of(bytes(secret[2]), new SecretRef.Keychain(name));
        }
    }

    @Override
    public void put(String name, Secret secret) throws SecretUnavailable {
        Secret checked = OneLine.of(secret.reveal(), new SecretRef.Keychain(name));
        try (var bus = SecretBus.open(address, patience)) {
            Object collection = unlockedDefault(bus);
            Map<String, Variant<?>> properties =
                    Map.of(
                            ITEM + ".Label",
                            new Variant<>("Patchbay: " + name),
                            ITEM + ".Attributes",
                            new Variant<>(attributes(name), "a{ss}"));
            Object[] sent = {
                SecretBus.path(session(bus)),
                new byte[0],
                checked.reveal().getBytes(StandardCharsets.UTF_8),
                "text/plain"
            };
            Object[] made =
                    bus.call(
                            collection.toString(),
                            COLLECTION,
                            "CreateItem",
                            "a{sv}(oayays)b",
                            properties,
                            sent,
                            true);
            bus.prompted(made[1], Reason.DENIED);
        }
    }

    @Override
    public void delete(String name) throws SecretUnavailable {
        try (var bus = SecretBus.open(address, patience)) {
            unlockedDefault(bus);
            for (Item item : items(bus, attributes(name))) {
                bus.prompted(bus.call(item.path(), ITEM, "Delete", "")[0], Reason.DENIED);
            }
        }
    }

    @Override
    public List<String> names() throws SecretUnavailable {
        try (var bus = SecretBus.open(address, patience)) {
            unlockedDefault(bus);
            return items(bus, Map.of("application", "patchbay")).stream()
                    .map(item -> item.attributes().getOrDefault("name", ""))
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    @Override
    public String place() {
        return "the system's keychain (Secret Service)";
    }

    /// While it is locked a keyring does not even tell what it holds, so unlocking comes first.
    private static Object unlockedDefault(SecretBus bus) throws SecretUnavailable {
        Object collection = bus.call(ROOT, SERVICE, "ReadAlias", "s", "default")[0];
        if (SecretBus.isNothing(collection)) {
            throw new SecretUnavailable(
                    Reason.ABSENT,
                    "The keychain has no default keyring. Make one with its own program (in GNOME:"
                            + " Passwords and Keys) and set it as the default. "
                            + Ways.WITHOUT);
        }
        DBusPath[] wanted = {SecretBus.path(collection)};
        bus.prompted(bus.call(ROOT, SERVICE, "Unlock", "ao", (Object) wanted)[1], Reason.LOCKED);
        return collection;
    }

    /// Values go over the bus as they are: others who could listen to a user's own bus could ask
    /// the keychain as well.
    private static Object session(SecretBus bus) throws SecretUnavailable {
        return bus.call(ROOT, SERVICE, "OpenSession", "sv", "plain", new Variant<>(""))[1];
    }

    private record Item(String path, Map<String, String> attributes) {}

    private List<Item> items(SecretBus bus, Map<String, String> sought) throws SecretUnavailable {
        List<Item> items = new ArrayList<>();
        for (Object found : (List<?>) bus.call(ROOT, SERVICE, "SearchItems", "a{ss}", sought)[0]) {
            Map<String, String> attributes = attributes(bus, found.toString());
            // A search finds what has at least these, so that of a narrower scope as well.
            if (attributes.getOrDefault(HOME, "").equals(scope)) {
                items.add(new Item(found.toString(), attributes));
            }
        }
        return items;
    }

    private static Map<String, String> attributes(SecretBus bus, String item)
            throws SecretUnavailable {
        Object[] got = bus.call(item, PROPERTIES, "Get", "ss", ITEM, "Attributes");
        Map<String, String> attributes = new HashMap<>();
        ((Map<?, ?>) ((Variant<?>) got[0]).getValue())
                .forEach((key, value) -> attributes.put(key.toString(), value.toString()));
        return attributes;
    }

    private Map<String, String> attributes(String name) {
        Map<String, String> usual = Map.of("application", "patchbay", "name", name);
        if (scope.isEmpty()) {
            return usual;
        }
        Map<String, String> scoped = new HashMap<>(usual);
        scoped.put(HOME, scope);
        return scoped;
    }

    private static byte[] bytes(Object list) {
        if (list instanceof byte[] whole) {
            return whole;
        }
        List<?> each = (List<?>) list;
        byte[] bytes = new byte[each.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (Byte) each.get(i);
        }
        return bytes;
    }
}
