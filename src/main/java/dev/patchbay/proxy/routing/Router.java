package dev.patchbay.proxy.routing;

import dev.patchbay.backend.DemoBackend;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.proxy.catalogue.Listings;
import dev.patchbay.proxy.catalogue.ModelSearch;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Profile;
import dev.patchbay.settings.Settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds where a name leads; the first rule that fits wins and says so. Made anew from every change
/// of the settings.
public final class Router {
    /// No alias and no model has a longer name.
    public static final int LONGEST = 1_000;

    private final Settings settings;
    private final List<BackendSettings> enabled;
    private final Shelves shelves;
    private final List<Scope> scopes;
    private final int shortestLength;
    private final Map<String, Router> ofProfiles;

    public Router(Settings settings, Listings listings) {
        this.settings = settings;
        this.enabled = settings.backends().stream().filter(BackendSettings::enabled).toList();
        this.shelves = new Shelves(enabled, listings);
        this.scopes = List.of(scope("", settings.aliases()));
        this.shortestLength = shortestLength(scopes);
        this.ofProfiles =
                settings.profiles().stream()
                        .collect(Collectors.toMap(Profile::id, each -> new Router(this, each)));
    }

    private Router(Router all, Profile profile) {
        this.settings = all.settings;
        this.enabled = all.enabled;
        this.shelves = all.shelves;
        Scope own = scope(" of profile " + profile.id(), profile.aliases());
        this.scopes = Stream.concat(Stream.of(own), all.scopes.stream()).toList();
        this.shortestLength = shortestLength(scopes);
        this.ofProfiles = Map.of();
    }

    private static int shortestLength(List<Scope> scopes) {
        return scopes.stream()
                .flatMap(scope -> scope.aliases().stream())
                .flatMap(alias -> alias.cases().stream())
                .flatMapToInt(each -> each.when().longerThan().stream())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private Scope scope(String owner, List<Alias> aliases) {
        return new Scope(owner, aliases, this::isUsable);
    }

    /// The router of a profile, whose own aliases come first; this one where there is no such
    /// profile.
    public Router of(String profile) {
        return ofProfiles.getOrDefault(profile, this);
    }

    /// The route of a request of which nothing is known but the name.
    public Route route(String asked) {
        return lead(asked).plain();
    }

    public Lead lead(String asked) {
        AskedName name = name(asked);
        return find(name).orElseThrow(() -> unknown(name));
    }

    /// The same, or empty where it leads nowhere.
    public Optional<Lead> find(String asked) {
        return find(name(asked));
    }

    private Optional<Lead> find(AskedName name) {
        return settled(name).or(() -> demo(name)).or(() -> listed(name)).or(() -> fallback(name));
    }

    /// Where an alias or `backend/model` leads, and nothing else that a name may mean.
    public Optional<Lead> named(String name) {
        AskedName plain = name(name);
        return alias(plain).or(() -> direct(plain, "backend and model named"));
    }

    /// Whether the name asks for thinking to be switched on.
    public boolean wantsThinking(String asked) {
        return name(asked).thinking();
    }

    /// Whether the settings alone tell where a name leads, whatever the backends list.
    public boolean isSettled(String asked) {
        return settled(name(asked)).isPresent();
    }

    /// Whether a case may ask how long such a request is, which is slow to tell.
    public boolean isSlow(Nature.Length length) {
        return shortestLength < Integer.MAX_VALUE && length.mayExceed(shortestLength);
    }

    private AskedName name(String asked) {
        if (asked.length() > LONGEST) {
            throw ProxyError.of(
                    ProxyError.Kind.BAD_REQUEST,
                    "model: a name of %d letters is longer than any model's; the most are %d."
                            .formatted(asked.length(), LONGEST));
        }
        return AskedName.of(asked, this::isGiven);
    }

    /// Whether an alias or a listed model has exactly this name.
    private boolean isGiven(String name) {
        return scopes.stream().anyMatch(scope -> scope.exact(name).isPresent())
                || shelves.has(name)
                || direct(name).filter(shelves::has).isPresent();
    }

    // ------------------------------------------------------------------ the rules, in order

    private Optional<Lead> settled(AskedName name) {
        return alias(name).or(() -> direct(name, "backend and model named")).or(() -> tier(name));
    }

    private Optional<Lead> alias(AskedName name) {
        for (Scope scope : scopes) {
            Optional<Lead> lead = scope.lead(name);
            if (lead.isPresent()) {
                return lead;
            }
        }
        return Optional.empty();
    }

    private Optional<Lead> direct(AskedName name, String reason) {
        return direct(name.plain()).map(target -> to(name, target, reason));
    }

    private Optional<Lead> tier(AskedName name) {
        String lower = name.plain().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Optional<String>> tier : settings.tiers().byWord().entrySet()) {
            if (tier.getValue().isPresent() && lower.contains(tier.getKey())) {
                Optional<Lead> found =
                        named(name.meaning(tier.getValue().get()), "tier " + tier.getKey());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /// The demo backend's models are known without asking it.
    private Optional<Lead> demo(AskedName name) {
        if (!DemoBackend.has(name.plain())) {
            return Optional.empty();
        }
        return enabled.stream()
                .filter(each -> each.kind() == BackendKind.DEMO)
                .findFirst()
                .map(each -> Target.of(each.id(), name.plain()))
                .map(target -> to(name, target, "a model of the demo backend"));
    }

    private Optional<Lead> listed(AskedName name) {
        return ModelSearch.find(name.plain(), shelves.all())
                .map(found -> to(name, found.target(), found.reason()));
    }

    private Optional<Lead> fallback(AskedName name) {
        if (settings.defaultAlias().isPresent()) {
            return named(name.meaning(settings.defaultAlias().get()), "default");
        }
        if (enabled.size() != 1 || shelves.isListed(enabled.getFirst().id())) {
            return Optional.empty();
        }
        var target = Target.of(enabled.getFirst().id(), name.plain());
        return Optional.of(to(name, target, "the only backend"));
    }

    /// The backend that all goes to which names no model: where the default leads, or the only one
    /// that is switched on.
    public Optional<String> usual() {
        Optional<Lead> lead =
                settings.defaultAlias()
                        .flatMap(name -> named(AskedName.of(name, this::isGiven), ""));
        return lead.map(it -> it.plain().targets().getFirst().backend())
                .or(
                        () ->
                                enabled.size() == 1
                                        ? Optional.of(enabled.getFirst().id())
                                        : Optional.empty());
    }

    /// What a tier or the default names: an alias or `backend/model`.
    private Optional<Lead> named(AskedName name, String reason) {
        return alias(name).map(lead -> lead.because(reason)).or(() -> direct(name, reason));
    }

    private static Lead to(AskedName name, Target target, String reason) {
        return Lead.to(Route.of(name, List.of(target), reason));
    }

    private Optional<Target> direct(String name) {
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1) {
            return Optional.empty();
        }
        var target = Target.of(name.substring(0, slash), name.substring(slash + 1));
        return isUsable(target) ? Optional.of(target) : Optional.empty();
    }

    public boolean isUsable(Target target) {
        return enabled.stream().anyMatch(each -> each.id().equals(target.backend()));
    }

    private ProxyError unknown(AskedName name) {
        return ProxyError.of(
                ProxyError.Kind.NO_ROUTE,
                "No alias, backend or default leads from the model '%s' to a backend.%s Add an alias or a default in the settings."
                        .formatted(name.asked(), hint(name.plain())));
    }

    /// What may have been meant by a name that leads nowhere: a sentence, or nothing.
    public String hint(String name) {
        Stream<String> aliases =
                scopes.stream().flatMap(scope -> scope.aliases().stream()).map(Alias::name);
        return Nearness.nearest(name, aliases)
                .map(" The nearest alias is '%s'."::formatted)
                .or(
                        () ->
                                Nearness.nearest(name, shelves.models())
                                        .map(" The nearest model is '%s'."::formatted))
                .orElse("");
    }
}
