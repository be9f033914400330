package dev.patchbay.gui.settings.draft;

import dev.patchbay.settings.Overrides;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsRefused;
import dev.patchbay.settings.SettingsStore;

import java.util.Map;
import java.util.Optional;

/// Settings that live as long as a test. The checks are the real ones.
public final class SampleKeeper implements Keeper {
    public final SettingsStore store;
    private final Overrides overrides;

    public SampleKeeper(Settings settings) {
        this(settings, Map.of());
    }

    /// @param environment what overrides them
    public SampleKeeper(Settings settings, Map<String, String> environment) {
        overrides = Overrides.of(Map.of(), environment);
        store = SettingsStore.inMemory(settings, overrides);
    }

    /// As somebody else would.
    public void changeOutside(java.util.function.UnaryOperator<Settings> change) {
        try {
            store.update(change);
        } catch (SettingsRefused e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Settings stored() {
        return store.stored();
    }

    @Override
    public void replace(Settings known, Settings next) throws SettingsRefused {
        store.replace(known, next);
    }

    @Override
    public Optional<String> readOnly() {
        return Optional.empty();
    }

    @Override
    public Optional<String> override(Overrides.Field field) {
        return overrides.source(field);
    }
}
