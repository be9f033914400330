package dev.patchbay.gui.settings.models;

import dev.patchbay.settings.Alias;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whose aliases are meant: everybody's, or those that a profile has of its own and that come
/// before them.
///
/// @param profile empty for everybody
record Whose(Optional<String> profile) {
    static final Whose EVERYBODY = new Whose(Optional.empty());

    static List<Whose> all(Settings settings) {
        return Stream.concat(
                        Stream.of(EVERYBODY),
                        settings.profiles().stream().map(it -> new Whose(Optional.of(it.id()))))
                .toList();
    }

    boolean isIn(Settings settings) {
        return profile.isEmpty() || settings.profile(profile.get()).isPresent();
    }

    /// None of a profile that is gone.
    List<Alias> aliases(Settings settings) {
        return profile.map(id -> settings.profile(id).map(Profile::aliases).orElse(List.of()))
                .orElseGet(settings::aliases);
    }

    Settings put(Settings settings, List<Alias> next) {
        return profile.map(id -> settings.withProfiles(with(settings, id, next)))
                .orElseGet(() -> settings.withAliases(next));
    }

    private static List<Profile> with(Settings settings, String id, List<Alias> next) {
        return settings.profiles().stream()
                .map(it -> it.id().equals(id) ? it.withAliases(next) : it)
                .toList();
    }

    /// Where they stand in the file.
    String place(Settings settings) {
        return profile.map(id -> "profiles[" + nth(settings, id) + "].aliases").orElse("aliases");
    }

    private static int nth(Settings settings, String id) {
        return settings.profiles().stream().map(Profile::id).toList().indexOf(id);
    }
}
