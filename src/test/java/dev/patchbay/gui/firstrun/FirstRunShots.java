package dev.patchbay.gui.firstrun;

import dev.patchbay.gui.Shot;
import dev.patchbay.gui.Shot.Size;
import dev.patchbay.gui.firstrun.Requests.Stage;
import dev.patchbay.gui.firstrun.StartViewModel.Choice;
import dev.patchbay.gui.monitor.SampleDoor;
import dev.patchbay.gui.parts.Screen;
import dev.patchbay.proxy.Switchboard.State;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The states of the first run that are drawn.
public final class FirstRunShots {
    private FirstRunShots() {}

    public static List<Shot> all() {
        return Stream.of(
                        both("firstrun", "who answers: the demo is chosen", _ -> {}, _ -> {}),
                        both(
                                "firstrun-key",
                                "a key was pasted and tested; its models can be chosen from",
                                _ -> {},
                                FirstRunShots::pasted),
                        both(
                                "firstrun-refused",
                                "the service refused the key, and there is no keychain",
                                house -> {
                                    house.refusesKeys = true;
                                    house.keyPlace = Optional.empty();
                                },
                                model -> {
                                    model.start().inFileProperty().set(true);
                                    pasted(model);
                                }),
                        both(
                                "firstrun-local",
                                "Ollama does not run",
                                _ -> {},
                                model -> model.start().choiceProperty().set(Choice.LOCAL)),
                        both(
                                "firstrun-import",
                                "what another program’s file would bring",
                                house ->
                                        house.candidates =
                                                List.of(
                                                        Path.of(
                                                                "/home/you/.claude-code-router/config.json")),
                                model -> {
                                    model.start().choiceProperty().set(Choice.IMPORT);
                                    model.next();
                                }),
                        both(
                                "firstrun-client",
                                "what becomes of Claude Code’s file, before it does",
                                house ->
                                        house.remarks =
                                                List.of(
                                                        "ANTHROPIC_BASE_URL is also set in this"
                                                            + " environment; for Claude Code the"
                                                            + " file counts more."),
                                FirstRunViewModel::next),
                        both(
                                "firstrun-connected",
                                "Claude Code leads here; lines for OpenAI clients",
                                _ -> {},
                                model -> {
                                    model.next();
                                    model.next();
                                    model.connect().copiedProperty().set(Clients.Copied.OPENAI);
                                }),
                        both(
                                "firstrun-waiting",
                                "nothing came yet",
                                house -> house.connected = true,
                                FirstRunShots::last),
                        both(
                                "firstrun-works",
                                "the first request was answered",
                                house -> house.connected = true,
                                model -> {
                                    last(model);
                                    model.next();
                                }),
                        both(
                                "firstrun-shut",
                                "another program has the port, and a request failed before",
                                house -> {
                                    house.door = new SampleDoor(new State.PortTaken(5225));
                                    house.latest =
                                            Optional.of(
                                                    SampleHouse.arrived(
                                                            Stage.FAILED,
                                                            "The backend refused the key (401)."));
                                },
                                model -> {
                                    last(model);
                                    model.beat();
                                }))
                .flatMap(List::stream)
                .toList();
    }

    private static void pasted(FirstRunViewModel model) {
        model.start().choiceProperty().set(Choice.KEY);
        model.start().key().textProperty().set(SampleHouse.FAKE_KEY);
        model.next();
    }

    private static void last(FirstRunViewModel model) {
        model.skip();
        if (model.connect().isOffering()) {
            model.skip();
        } else {
            model.next();
        }
    }

    private static List<Shot> both(
            String name,
            String shows,
            Consumer<SampleHouse> before,
            Consumer<FirstRunViewModel> then) {
        return Stream.of(Size.WIDE, Size.NARROW)
                .map(size -> new Shot(name, shows, size, () -> screen(before, then)))
                .toList();
    }

    private static Screen screen(Consumer<SampleHouse> before, Consumer<FirstRunViewModel> then) {
        var house = new SampleHouse();
        before.accept(house);
        FirstRunViewModel model = house.model(() -> {});
        var screen = new FirstRunController(model, SampleHouse.TEXTS);
        model.appear();
        then.accept(model);
        return screen;
    }
}
