package dev.patchbay.gui.settings.draft;

import static java.util.Map.entry;

import dev.patchbay.gui.parts.Texts;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.LocalToken;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says what is the matter with settings in the words that the forms have for their fields.
final class Places {
    private static final Pattern STEP = Pattern.compile("([A-Za-z]+)\\[(\\d+)]");

    /// The names of fields, by their paths in the file without numbers.
    private static final Map<String, String> FIELDS =
            Map.ofEntries(
                    entry("server.port", "settings.general.port"),
                    entry("server.host", "settings.general.host"),
                    entry("server.requireToken", "settings.general.require"),
                    entry("server.tokens", "settings.tokens"),
                    entry("desktop.theme", "settings.general.theme"),
                    entry("log.level", "settings.general.level"),
                    entry("keys.store", "settings.privacy.where"),
                    entry("history.days", "settings.privacy.days"),
                    entry("history.megabytes", "settings.privacy.megabytes"),
                    entry("backends.name", "settings.backends.name"),
                    entry("backends.kind", "settings.backends.kind"),
                    entry("backends.baseUrl", "settings.backends.url"),
                    entry("backends.auth", "settings.backends.auth"),
                    entry("backends.auth.keys", "settings.backends.keys"),
                    entry("backends.auth.profile", "settings.backends.profile"),
                    entry("backends.compartmentId", "settings.backends.compartment"),
                    entry("backends.region", "settings.backends.region"),
                    entry("backends.proxy", "settings.backends.proxy"),
                    entry("backends.headers", "settings.headers"),
                    entry("backends.query", "settings.query"),
                    entry("backends.auth.rotation", "settings.rotation"),
                    entry("backends.quirks", "settings.quirks"),
                    entry("backends.timeouts.connectSeconds", "settings.backends.connect"),
                    entry("backends.timeouts.firstByteSeconds", "settings.backends.firstByte"),
                    entry("backends.timeouts.idleSeconds", "settings.backends.idle"),
                    entry("backends.timeouts.totalSeconds", "settings.backends.total"),
                    entry("backends.resilience.retries", "settings.resilience.retries"),
                    entry(
                            "backends.resilience.retryAfterSeconds",
                            "settings.resilience.retryAfterSeconds"),
                    entry("backends.resilience.failures", "settings.resilience.failures"),
                    entry("backends.resilience.openSeconds", "settings.resilience.openSeconds"),
                    entry(
                            "backends.resilience.keyRestSeconds",
                            "settings.resilience.keyRestSeconds"),
                    entry(
                            "backends.resilience.limitRestSeconds",
                            "settings.resilience.limitRestSeconds"),
                    entry("backends.resilience.stormRequests", "settings.resilience.stormRequests"),
                    entry("backends.resilience.stormSeconds", "settings.resilience.stormSeconds"),
                    entry("aliases.name", "settings.models.name"),
                    entry("aliases.targets", "settings.models.targets"),
                    entry("aliases.cases", "settings.models.cases"),
                    entry("tiers.opus", "settings.models.opus"),
                    entry("tiers.sonnet", "settings.models.sonnet"),
                    entry("tiers.haiku", "settings.models.haiku"),
                    entry("tiers.fable", "settings.models.fable"),
                    entry("defaultAlias", "settings.models.default"),
                    entry("prices.input", "settings.prices.input"),
                    entry("prices.output", "settings.prices.output"),
                    entry("prices.cacheRead", "settings.prices.cacheRead"),
                    entry("prices.cacheWrite", "settings.prices.cacheWrite"),
                    entry("budgets.usd", "settings.budgets.usd"),
                    entry("budgets.at100", "settings.budgets.limit"),
                    entry("budgets.scope", "settings.budgets.scope"),
                    entry("rewrites.name", "settings.rewrites.name"),
                    entry("rewrites.kind", "settings.rewrites.kind"),
                    entry("rewrites.text", "settings.rewrites.text"),
                    entry("rewrites.field", "settings.rewrites.field"),
                    entry("rewrites.value", "settings.rewrites.value"),
                    entry("rewrites.from", "settings.rewrites.from"),
                    entry("rewrites.to", "settings.rewrites.to"),
                    entry("rewrites.header", "settings.rewrites.header"));

    /// What is said of a tick, not of `true` and `false`.
    private static final Map<String, String> PLAINLY =
            Map.of("server.requireToken", "settings.general.require.must");

    private final Texts texts;

    Places(Texts texts) {
        this.texts = texts;
    }

    /// A problem as a sentence that names its field, and what that is a field of.
    String sentence(Problem problem, Settings settings) {
        String message = plain(problem).message();
        if (!message.isEmpty() && Character.isUpperCase(message.charAt(0))) {
            return message; // it tells what it is about
        }
        String field = field(plain(problem.path(), settings));
        String gap = Character.isLetter(message.charAt(0)) ? " " : ": ";
        String said = field.isEmpty() ? message : field + gap + message;
        List<String> owners = owners(problem.path(), settings);
        return owners.isEmpty()
                ? said
                : texts.get("settings.place.said", String.join(", ", owners), said);
    }

    /// The same problem without the words of the file, where a form has others.
    Problem plain(Problem problem) {
        String key = PLAINLY.get(problem.path());
        return key == null ? problem : new Problem(problem.path(), texts.get(key), problem.reach());
    }

    /// A part of the settings, such as `backends`.
    String part(String name) {
        return texts.get("settings.part." + name);
    }

    /// The longest part of the path that has a name; beyond all, what stands in the file.
    private String field(String path) {
        for (String known = path; ; known = known.substring(0, known.lastIndexOf('.'))) {
            String key = FIELDS.get(known);
            if (key != null) {
                return texts.get(key);
            }
            if (known.indexOf('.') < 0) {
                return path;
            }
        }
    }

    /// Without numbers and names, and from the innermost list on where rewrites are.
    private static String plain(String path, Settings settings) {
        String bare = path;
        for (String model : settings.prices().models().keySet()) {
            if (path.startsWith("prices." + model + ".")) {
                bare = "prices" + path.substring(("prices." + model).length());
            }
        }
        bare = bare.replaceAll("\\[\\d+]", "");
        return bare.substring(Math.max(0, bare.indexOf("rewrites")))
                .replaceFirst("^profiles\\.", "");
    }

    private List<String> owners(String path, Settings settings) {
        List<String> owners = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            int nth = Integer.parseInt(step.group(2));
            owner(step.group(1), nth, settings, owners.isEmpty()).ifPresent(owners::add);
        }
        settings.prices().models().keySet().stream()
                .filter(model -> path.startsWith("prices." + model + "."))
                .map(model -> texts.get("settings.place.prices", model))
                .forEach(owners::add);
        return owners;
    }

    /// @param outermost whether it is one of the settings' own lists
    private Optional<String> owner(String list, int nth, Settings settings, boolean outermost) {
        String number = String.valueOf(nth + 1);
        return switch (list) {
            case "backends" -> named(list, settings.backends(), nth, BackendSettings::name);
            case "aliases" ->
                    named(list, outermost ? settings.aliases() : List.of(), nth, Alias::name);
            case "profiles" -> named(list, settings.profiles(), nth, Profile::id);
            case "tokens" -> named(list, settings.server().tokens(), nth, LocalToken::name);
            case "budgets", "rewrites", "cases" ->
                    Optional.of(texts.get("settings.place." + list, number));
            default -> Optional.empty();
        };
    }

    private <T> Optional<String> named(
            String list, List<T> all, int nth, Function<T, String> name) {
        return nth < all.size()
                ? Optional.of(texts.get("settings.place." + list, name.apply(all.get(nth))))
                : Optional.empty();
    }
}
