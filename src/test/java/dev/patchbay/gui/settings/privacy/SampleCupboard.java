package dev.patchbay.gui.settings.privacy;

import java.util.ArrayList;
import java.util.List;

/// Keys that are kept nowhere.
public final class SampleCupboard implements KeyCupboard {
    boolean locked;
    final List<Kept> keys =
            new ArrayList<>(
                    List.of(
                            new Kept(
                                    "keychain:backend/openrouter/1",
                                    List.of("backend openrouter"),
                                    State.KEPT),
                            new Kept(
                                    "env:OPENROUTER_API_KEY",
                                    List.of("backend openrouter"),
                                    State.MISSING),
                            new Kept("keychain:backend/old/1", List.of(), State.KEPT),
                            new Kept("settings.json", List.of("backend claude"), State.OPEN)));

    @Override
    public String place() {
        return "the keychain of this system";
    }

    @Override
    public List<Kept> list() {
        return List.copyOf(keys);
    }

    @Override
    public void delete(String name) {
        if (locked) {
            throw new IllegalStateException("The keychain is locked.");
        }
        keys.removeIf(key -> key.name().equals(name));
    }

    @Override
    public int move() {
        return keys.removeIf(key -> key.state() == State.OPEN) ? 1 : 0;
    }
}
