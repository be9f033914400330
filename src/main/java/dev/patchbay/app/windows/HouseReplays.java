package dev.patchbay.app.windows;

import dev.patchbay.gui.monitor.requests.Replays;
import dev.patchbay.hub.Replay;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.Switchboard;
import dev.patchbay.proxy.replay.Replaying;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Settings;
import dev.patchbay.settings.SettingsStore;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Requests of the house, sent again.
record HouseReplays(Switchboard switchboard, SettingsStore store) implements Replays {
    private static final String ANY = "*";

    @Override
    public List<String> targets() {
        Settings settings = store.current();
        Stream<String> aliases = settings.aliases().stream().map(Alias::name);
        Stream<String> chained =
                settings.aliases().stream()
                        .flatMap(it -> it.targets().stream())
                        .map(Target::toString);
        Stream<String> listed =
                settings.backends().stream()
                        .filter(BackendSettings::enabled)
                        .flatMap(
                                it ->
                                        it.models().stream()
                                                .map(model -> it.id() + "/" + model.id()));
        return Stream.of(aliases, chained, listed)
                .flatMap(names -> names)
                .filter(name -> !name.contains(ANY))
                .distinct()
                .toList();
    }

    @Override
    public Again replay(String id, String to) {
        return new Underway(switchboard.replay(id, Optional.of(to).filter(it -> !it.isEmpty())));
    }

    /// One of them, on its way.
    private record Underway(Replaying replaying) implements Again {
        @Override
        public Replay.Answer then() {
            return replaying.then();
        }

        @Override
        public Replay.Said soFar() {
            return replaying.soFar();
        }

        @Override
        public Optional<Replay> over() {
            return Optional.ofNullable(replaying.both().getNow(null));
        }

        @Override
        public void cancel() {
            replaying.cancel();
        }
    }
}
