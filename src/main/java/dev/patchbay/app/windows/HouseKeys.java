package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.gui.settings.privacy.KeyCupboard;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.proxy.Switchboard.State;
import dev.patchbay.proxy.bodies.Kept;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The keys of the house, as the settings window lists them.
///
/// @param mover moves them to the chosen place
record HouseKeys(Wiring house, KeyMove mover, Texts texts) implements KeyCupboard {
    @Override
    public String place() {
        return house.secrets().keychain().place();
    }

    @Override
    public List<Kept> list() throws SecretUnavailable {
        List<String> names = house.secrets().keychain().names();
        Map<SecretRef, List<String>> users = users(house.settings().stored());
        names.forEach(name -> users.putIfAbsent(new SecretRef.Keychain(name), List.of()));
        return users.entrySet().stream()
                .map(each -> kept(each.getKey(), each.getValue(), names))
                .toList();
    }

    private Map<SecretRef, List<String>> users(Settings settings) {
        Map<SecretRef, List<String>> users = new LinkedHashMap<>();
        for (BackendSettings backend : settings.backends()) {
            String user = texts.get("settings.privacy.user.backend", backend.name());
            backend.auth()
                    .keys()
                    .forEach(ref -> users.computeIfAbsent(ref, _ -> new ArrayList<>()).add(user));
        }
        for (LocalToken token : settings.server().tokens()) {
            users.computeIfAbsent(token.token(), _ -> new ArrayList<>())
                    .add(texts.get("settings.privacy.user.token", token.name()));
        }
        return users;
    }

    private Kept kept(SecretRef ref, List<String> users, List<String> names) {
        return switch (ref) {
            case SecretRef.Keychain(String name) ->
                    new Kept(
                            ref.toString(),
                            users,
                            names.contains(name) ? State.KEPT : State.MISSING);
            case SecretRef.Plain _ -> new Kept("settings.json", users, State.OPEN);
            case SecretRef.Command _ -> new Kept(ref.toString(), users, State.UNKNOWN);
            case SecretRef.Env _, SecretRef.File _ ->
                    new Kept(ref.toString(), users, isThere(ref) ? State.FOUND : State.MISSING);
        };
    }

    private boolean isThere(SecretRef ref) {
        try {
            house.secrets().get(ref);
            return true;
        } catch (SecretUnavailable _) {
            return false;
        }
    }

    @Override
    public void delete(String name) throws SecretUnavailable {
        if (SecretRef.of(name) instanceof SecretRef.Keychain at) {
            house.secrets().delete(at);
            house.reload();
        }
    }

    @Override
    public int move() throws Exception {
        int moved = mover.run().steps().size();
        house.reload();
        return moved;
    }
}
