package dev.patchbay.app.windows;

import dev.patchbay.app.house.Wiring;
import dev.patchbay.gui.settings.privacy.KeyCupboard;
import dev.patchbay.keys.KeyMove;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The keys of the house, as the settings window lists them.
///
/// @param mover moves them to the chosen place
record HouseKeys(Wiring house, KeyMove mover) implements KeyCupboard {
    @Override
    public String place() {
        return house.secrets().keychain().place();
    }

    @Override
    public List<Kept> list() throws SecretUnavailable {
        List<String> names = house.secrets().keychain().names();
        Map<SecretRef, List<String>> users = new LinkedHashMap<>();
        for (SecretUse use : SecretUse.in(house.settings().stored())) {
            users.computeIfAbsent(use.ref(), _ -> new ArrayList<>()).add(use.user());
        }
        names.forEach(name -> users.putIfAbsent(new SecretRef.Keychain(name), List.of()));
        return users.entrySet().stream()
                .map(each -> kept(each.getKey(), each.getValue(), names))
                .toList();
    }

    private Kept kept(SecretRef ref, List<String> users, List<String> names) {
        return switch (ref) {
            case SecretRef.Keychain(String name) when names.contains(name) ->
                    new Kept(ref.toString(), users, State.THERE, "kept");
            case SecretRef.Keychain _ -> new Kept(ref.toString(), users, State.MISSING, "missing");
            case SecretRef.Plain _ -> new Kept("settings.json", users, State.OPEN, "unencrypted");
            case SecretRef.Command _ ->
                    new Kept(ref.toString(), users, State.UNKNOWN, "asked when needed");
            case SecretRef.Env _, SecretRef.File _ -> found(ref, users);
        };
    }

    private Kept found(SecretRef ref, List<String> users) {
        try {
            house.secrets().get(ref);
            return new Kept(ref.toString(), users, State.THERE, "found");
        } catch (SecretUnavailable _) {
            return new Kept(ref.toString(), users, State.MISSING, "missing");
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
