package dev.patchbay.gui.settings.backends;

import dev.patchbay.gui.parts.CreditLeft;
import dev.patchbay.proxy.Health;
import dev.patchbay.proxy.Switchboard.SignInCode;
import dev.patchbay.settings.Credits.Credit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Backends that answer what they were given.
public final class SampleAsking implements Asking {
    public final List<String> asked = new ArrayList<>();
    private final List<Tick> ticks;

    public SampleAsking(List<Tick> ticks) {
        this.ticks = ticks;
    }

    public static SampleAsking well() {
        return new SampleAsking(
                List.of(
                        new Tick(Question.REACH, Outcome.YES, "answered 200"),
                        new Tick(Question.AUTH, Outcome.YES, "accepted"),
                        new Tick(Question.MODELS, Outcome.YES, "312 listed"),
                        new Tick(Question.STREAMING, Outcome.YES, "answered whole"),
                        new Tick(Question.TOOLS, Outcome.NO, "answered without calling the tool")));
    }

    public static SampleAsking unreachable() {
        return new SampleAsking(
                List.of(
                        new Tick(
                                Question.REACH,
                                Outcome.NO,
                                "127.0.0.1:11434 refused the connection. Is Ollama running?"),
                        new Tick(Question.AUTH, Outcome.NOT_ASKED, ""),
                        new Tick(Question.MODELS, Outcome.NOT_ASKED, ""),
                        new Tick(Question.STREAMING, Outcome.NOT_ASKED, "no model is known to ask"),
                        new Tick(Question.TOOLS, Outcome.NOT_ASKED, "no model is known to ask")));
    }

    @Override
    public List<Health> health() {
        return List.of(
                health("openrouter", Health.State.WELL),
                health("claude", Health.State.TROUBLED),
                health("ollama", Health.State.DOWN),
                health("demo", Health.State.UNKNOWN));
    }

    private static Health health(String id, Health.State state) {
        return new Health(id, id, state, List.of(), List.of(), 0, Optional.empty());
    }

    @Override
    public List<Tick> test(String backend) {
        asked.add(backend);
        return ticks;
    }

    @Override
    public List<String> models(String backend) {
        asked.add(backend);
        return List.of("qwen/qwen3-coder", "anthropic/claude-sonnet-4.5", "google/gemini-2.5-pro");
    }

    @Override
    public Map<String, CreditLeft> credits() {
        return Map.of(
                "openrouter",
                new CreditLeft.Known(new Credit(new BigDecimal("10.25"), "USD")),
                "azure",
                new CreditLeft.Unknown("the key may not ask (403)"));
    }

    @Override
    public boolean signedIn(String backend) {
        return false;
    }

    @Override
    public void signIn(String backend, Consumer<SignInCode> show) {
        asked.add(backend);
        show.accept(
                new SignInCode(
                        "OB-1",
                        "SMPL-CODE",
                        "https://signin.example.com/device",
                        Optional.empty(),
                        Duration.ofMinutes(10)));
    }

    @Override
    public void browse(String page) {
        asked.add(page);
    }
}
