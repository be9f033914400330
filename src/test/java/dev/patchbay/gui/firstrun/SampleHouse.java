package dev.patchbay.gui.firstrun;

import dev.patchbay.connect.Diff;
import dev.patchbay.connect.Diff.Sign;
import dev.patchbay.gui.firstrun.Requests.Arrival;
import dev.patchbay.gui.firstrun.Requests.Stage;
import dev.patchbay.gui.firstrun.Setup.Tick.Outcome;
import dev.patchbay.gui.monitor.SampleDoor;
import dev.patchbay.gui.parts.Errands;
import dev.patchbay.gui.parts.Figures;
import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Preset;
import dev.patchbay.settings.Secret;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A house without anything in it, which remembers what the first run did.
final class SampleHouse implements Setup, Clients, Requests {
    static final Texts TEXTS = new Texts(Locale.US);
    static final String FAKE_KEY = "sk-or-obviously-fake-sample-key";
    private static final String FILE = "~/.claude/settings.json";

    final List<String> done = new ArrayList<>();
    final List<String> secrets = new ArrayList<>();
    Optional<String> keyPlace = Optional.of("the login keyring");
    boolean ollama;
    boolean refusesKeys;
    boolean connected;
    boolean bringsKeys;
    List<Path> candidates = List.of();
    List<String> remarks = List.of();
    Optional<String> obstacle = Optional.empty();
    Optional<Arrival> latest = Optional.empty();
    SampleDoor door = SampleDoor.open(0);

    FirstRunViewModel model(Runnable over) {
        return model(Errands.atOnce(), over);
    }

    FirstRunViewModel model(Errands errands, Runnable over) {
        return new FirstRunViewModel(
                new FirstRunViewModel.House(this, this, this, door, secrets::add),
                errands,
                TEXTS,
                new Figures(Locale.US, ZoneOffset.UTC),
                over);
    }

    // ------------------------------------------------------------------ who answers

    @Override
    public Optional<String> keyPlace() {
        return keyPlace;
    }

    @Override
    public boolean isThere(Preset preset) {
        return ollama;
    }

    @Override
    public Tried tryKey(Preset preset, Secret key, boolean inFile) throws Refused {
        done.add("tried " + preset.id() + (inFile ? " in a file" : ""));
        refuse();
        return refusesKeys
                ? new Tried(
                        preset.id(),
                        false,
                        List.of(
                                tick("reach", Outcome.YES, "answered 401"),
                                tick("auth", Outcome.NO, "the key was refused"),
                                tick("models", Outcome.NO, "no list at /models"),
                                tick("streaming", Outcome.NOT_ASKED, ""),
                                tick("tools", Outcome.NOT_ASKED, "")),
                        List.of())
                : good(preset);
    }

    @Override
    public Tried tryLocal(Preset preset) throws Refused {
        done.add("tried " + preset.id());
        refuse();
        return good(preset);
    }

    private void refuse() throws Refused {
        if (obstacle.isPresent()) {
            throw new Refused(obstacle.get(), new IllegalStateException("a sample"));
        }
    }

    private static Tried good(Preset preset) {
        return new Tried(
                preset.id(),
                true,
                List.of(
                        tick("reach", Outcome.YES, "answered 200"),
                        tick("auth", Outcome.YES, "accepted"),
                        tick("models", Outcome.YES, "3 listed"),
                        tick("streaming", Outcome.YES, "answered whole"),
                        tick("tools", Outcome.YES, "called the tool")),
                List.of("sample/coder-large", "sample/sonnet-like", "sample/small"));
    }

    private static Tick tick(String question, Outcome outcome, String detail) {
        return new Tick(question, outcome, detail);
    }

    @Override
    public void answerBy(String backend, String model) {
        done.add("answers " + backend + "/" + model);
    }

    @Override
    public void answerByDemo() {
        done.add("answers demo");
    }

    @Override
    public Brought look(Path file) throws Refused {
        done.add("looked into " + file);
        refuse();
        return new Brought(
                "claude-code-router’s settings",
                List.of(
                        "backend router   https://router.example/v1",
                        "alias background   router/sample-small",
                        "default   router/sample-coder"),
                List.of("PROXY_URL: say it per backend, as its proxy."),
                bringsKeys);
    }

    @Override
    public void bring(Path file, boolean inFile) {
        done.add("brought " + file + (inFile ? " in a file" : ""));
    }

    @Override
    public void giveUp() {
        done.add("gave up");
    }

    @Override
    public List<Path> candidates() {
        return candidates;
    }

    @Override
    public void done() {
        done.add("done");
    }

    // ------------------------------------------------------------------ who asks

    @Override
    public Offer offer() {
        return new Offer(
                FILE,
                connected,
                false,
                connected
                        ? List.of()
                        : List.of(
                                new Diff.Line(Sign.OUT, 2, "  \"model\": \"••••\""),
                                new Diff.Line(Sign.IN, 2, "  \"model\": \"••••\","),
                                new Diff.Line(Sign.IN, 3, "  \"env\": {"),
                                new Diff.Line(
                                        Sign.IN,
                                        4,
                                        "    \"ANTHROPIC_BASE_URL\": \"http://127.0.0.1:5225\","),
                                new Diff.Line(
                                        Sign.IN, 5, "    \"ANTHROPIC_AUTH_TOKEN\": \"••••\","),
                                new Diff.Line(
                                        Sign.IN,
                                        6,
                                        "    \"CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY\":"
                                                + " \"1\""),
                                new Diff.Line(Sign.IN, 7, "  }")),
                remarks);
    }

    @Override
    public Optional<Path> connect() throws Refused {
        refuse();
        connected = true;
        done.add("connected");
        return Optional.of(Path.of("/home/you/.local/share/patchbay/backups/settings.json"));
    }

    @Override
    public void disconnect() {
        connected = false;
        done.add("disconnected");
    }

    @Override
    public String shown(Copied which) {
        return switch (which) {
            case RUN -> "patchbay run -- claude";
            case ANTHROPIC ->
                    "export ANTHROPIC_BASE_URL='http://127.0.0.1:5225'\n"
                            + "export ANTHROPIC_API_KEY='••••'";
            case OPENAI ->
                    "export OPENAI_BASE_URL='http://127.0.0.1:5225/v1'\n"
                            + "export OPENAI_API_KEY='••••'";
        };
    }

    @Override
    public String copied(Copied which) {
        return shown(which).replace("••••", "pb-obviously-fake-token");
    }

    // ------------------------------------------------------------------ what comes

    @Override
    public Optional<Arrival> latest() {
        return latest;
    }

    @Override
    public void send() throws Refused {
        refuse();
        done.add("sent");
        latest = Optional.of(arrived(Stage.ANSWERED, ""));
    }

    static Arrival arrived(Stage stage, String error) {
        return new Arrival(
                stage,
                "claude-sonnet-4-5",
                "openrouter/sample/sonnet-like",
                OptionalLong.of(1_204),
                OptionalLong.of(23),
                840,
                error);
    }

    @Override
    public void close() {
        done.add("closed");
    }
}
