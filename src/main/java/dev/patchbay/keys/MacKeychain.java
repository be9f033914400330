package dev.patchbay.keys;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The keychain of macOS. An item is a generic password of the service `patchbay`, whose account is
/// the secret's name.
final class MacKeychain implements Keychain {
    private static final int DUPLICATE = -25299;
    private static final int NOT_FOUND = -25300;
    private static final int CANCELLED = -128;
    private static final int AUTH_FAILED = -25293;
    private static final int INTERACTION_NOT_ALLOWED = -25308;
    private static final int NOT_AVAILABLE = -25291;
    private static final int NO_SUCH_KEYCHAIN = -25294;
    private static final int NO_DEFAULT_KEYCHAIN = -25307;

    private final MacSecurity security = new MacSecurity();
    private final String service;

    MacKeychain(String scope) {
        service = scope.isEmpty() ? "patchbay" : "patchbay@" + scope;
    }

    @Override
    public Secret get(String name) throws SecretUnavailable {
        try (var objects = security.objects()) {
            MemorySegment query = item(objects, name);
            objects.set(query, "kSecReturnData", objects.yes());
            objects.set(query, "kSecMatchLimit", objects.constant("kSecMatchLimitOne"));
            MemorySegment found = objects.pointer();
            int status = security.copyMatching(query, found);
            if (status == NOT_FOUND) {
                throw new SecretUnavailable(
                        Reason.MISSING,
                        "The keychain holds nothing named '%s'; `patchbay keys set %s` keeps it there."
                                .formatted(name, name));
            }
            check(status);
            return OneLine.of(objects.content(found), new SecretRef.Keychain(name));
        }
    }

    @Override
    public void put(String name, Secret secret) throws SecretUnavailable {
        Secret checked = OneLine.of(secret.reveal(), new SecretRef.Keychain(name));
        byte[] value = checked.reveal().getBytes(StandardCharsets.UTF_8);
        try (var objects = security.objects()) {
            MemorySegment added = item(objects, name);
            objects.set(added, "kSecValueData", objects.data(value));
            objects.set(added, "kSecAttrLabel", objects.text("Patchbay: " + name));
            int status = security.add(added);
            if (status == DUPLICATE) {
                MemorySegment changed = objects.dictionary();
                objects.set(changed, "kSecValueData", objects.data(value));
                status = security.update(item(objects, name), changed);
            }
            check(status);
        }
    }

    @Override
    public void delete(String name) throws SecretUnavailable {
        try (var objects = security.objects()) {
            int status = security.delete(item(objects, name));
            if (status != NOT_FOUND) {
                check(status);
            }
        }
    }

    @Override
    public List<String> names() throws SecretUnavailable {
        try (var objects = security.objects()) {
            MemorySegment query = ours(objects);
            objects.set(query, "kSecReturnAttributes", objects.yes());
            objects.set(query, "kSecMatchLimit", objects.constant("kSecMatchLimitAll"));
            MemorySegment found = objects.pointer();
            int status = security.copyMatching(query, found);
            if (status == NOT_FOUND) {
                return List.of();
            }
            check(status);
            return objects.texts(found, "kSecAttrAccount").stream().sorted().toList();
        }
    }

    @Override
    public String place() {
        return "the macOS keychain";
    }

    private MemorySegment ours(MacSecurity.Objects objects) {
        MemorySegment query = objects.dictionary();
        objects.set(query, "kSecClass", objects.constant("kSecClassGenericPassword"));
        objects.set(query, "kSecAttrService", objects.text(service));
        return query;
    }

    private MemorySegment item(MacSecurity.Objects objects, String name) {
        MemorySegment query = ours(objects);
        objects.set(query, "kSecAttrAccount", objects.text(name));
        return query;
    }

    private static void check(int status) throws SecretUnavailable {
        switch (status) {
            case 0 -> {}
            case INTERACTION_NOT_ALLOWED ->
                    throw new SecretUnavailable(
                            Reason.LOCKED,
                            "The keychain is locked, and this session may not ask for its"
                                    + " password. Unlock it with `security unlock-keychain`, then"
                                    + " try again.");
            case CANCELLED, AUTH_FAILED ->
                    throw new SecretUnavailable(
                            Reason.DENIED,
                            "The keychain refused. Try again, and allow Patchbay the item in the"
                                    + " dialog; or allow it in Keychain Access.");
            case NOT_AVAILABLE, NO_SUCH_KEYCHAIN, NO_DEFAULT_KEYCHAIN ->
                    throw new SecretUnavailable(
                            Reason.ABSENT,
                            "There is no default keychain; make one in Keychain Access. "
                                    + Ways.WITHOUT);
            default ->
                    throw new SecretUnavailable(
                            Reason.BROKEN,
                            "The keychain failed with %d; `security error %d` says what that is."
                                    .formatted(status, status));
        }
    }
}
