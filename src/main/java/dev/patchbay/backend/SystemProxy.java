package dev.patchbay.backend;

import dev.patchbay.settings.HttpProxy;
import dev.patchbay.settings.Secret;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The proxy that this system's variables name: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and
/// `NO_PROXY`, each in small letters too, which come first.
public final class SystemProxy {
    public static final SystemProxy NONE = of(Map.of());

    private final Map<String, String> environment;
    private final Exemptions exempt;

    private SystemProxy(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.exempt = Exemptions.of(set("NO_PROXY").map(environment::get).orElse(""));
    }

    public static SystemProxy of(Map<String, String> environment) {
        return new SystemProxy(environment);
    }

    Road to(Address address) {
        Optional<String> variable =
                set(address.tls() ? "HTTPS_PROXY" : "HTTP_PROXY").or(() -> set("ALL_PROXY"));
        if (variable.isEmpty() || exempt.hold(address)) {
            return new Road.Straight();
        }
        String name = variable.get();
        try {
            return new Road.Through(HttpProxy.of(environment.getOrDefault(name, "")), name);
        } catch (HttpProxy.Unusable e) {
            return new Road.Blocked(e.in(name).message());
        }
    }

    /// What these variables log in to proxies with, whether they are used or not.
    public List<Secret> logins() {
        return Stream.of("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
                .flatMap(name -> set(name).stream())
                .flatMap(name -> login(environment.getOrDefault(name, "")).stream())
                .toList();
    }

    private static Optional<Secret> login(String proxy) {
        try {
            return HttpProxy.of(proxy).login();
        } catch (HttpProxy.Unusable _) {
            return Optional.empty(); // who needs it will say so
        }
    }

    /// The variable of this name that says something.
    private Optional<String> set(String name) {
        return List.of(name.toLowerCase(java.util.Locale.ROOT), name).stream()
                .filter(each -> !environment.getOrDefault(each, "").isBlank())
                .findFirst();
    }
}
