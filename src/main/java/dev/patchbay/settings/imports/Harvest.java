package dev.patchbay.settings.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Target;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.LogSettings;
import dev.patchbay.settings.Login;
import dev.patchbay.settings.Problem;
import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.Secrets;
import dev.patchbay.settings.ServerSettings;
import dev.patchbay.settings.Settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gathers what an importer finds, in the words of settings.json, and what it cannot bring.
///
/// Ids are settled here: a service that the settings know already keeps the id it has there, and
/// any other gets one that is free, so that nothing in the file leads to a stranger's backend.
final class Harvest {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");
    private static final Pattern REFERENCE = Pattern.compile("(?i)(keychain|env|file|cmd)\\s*:.*");
    private static final Pattern IN_BACKEND = Pattern.compile("backends\\[(\\d+)]\\.(.*)");
    private static final Map<String, String> OTHER_LEVELS =
            Map.of("fatal", "error", "critical", "error", "warning", "warn", "silent", "off");

    private final Settings before;
    private final SecretPlaces places;
    private final ObjectNode tree = LooseJson.object();
    private final Map<String, ObjectNode> backends = new LinkedHashMap<>();
    private final Map<String, Login> logins = new HashMap<>();
    private final List<Remark> remarks = new ArrayList<>();

    Harvest(Settings before, Secrets store) {
        this.before = before;
        this.places = new SecretPlaces(store);
        tree.put("version", Settings.VERSION);
        tree.putArray("backends");
    }

    Found done(Origin origin) {
        Settings settings = Pruning.of(tree, this::tell);
        return new Found(origin, settings, remarks, places.byBackend(), logins);
    }

    private void tell(Problem problem) {
        if (problem.reach() == Problem.Reach.NOTE) {
            look(named(problem.path()), problem.message());
        } else {
            cannot(named(problem.path()), problem.message());
        }
    }

    /// The place of a problem, with the id of the backend it lies in.
    private String named(String path) {
        Matcher place = IN_BACKEND.matcher(path);
        return place.matches()
                ? "backend %s: %s"
                        .formatted(
                                array("backends")
                                        .path(Integer.parseInt(place.group(1)))
                                        .path("id")
                                        .asText(),
                                place.group(2))
                : path;
    }

    // ------------------------------------------------------------------ backends

    ObjectNode backend(String wished, String name, Site site) {
        String id = id(wished, site);
        ObjectNode backend = array("backends").addObject().put("id", id);
        boolean usual = site.preset().filter(it -> it.name().equalsIgnoreCase(name)).isPresent();
        if (!usual && !name.isBlank()) {
            backend.put("name", name);
        }
        site.write(backend);
        for (String parameter : site.strangers()) {
            cannot(
                    Merge.subject(id),
                    "has '%s' in its address, whose value may be a secret.".formatted(parameter));
        }
        backends.put(id, backend);
        return backend;
    }

    private String id(String wished, Site site) {
        Optional<String> known =
                before.backends().stream()
                        .filter(each -> site.isOf(each) && !backends.containsKey(each.id()))
                        .map(BackendSettings::id)
                        .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        String plain =
                wished.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]+", "-")
                        .replaceAll("^-+|-+$", "");
        String base = plain.isEmpty() ? "imported" : plain;
        String id = base;
        for (int n = 2; backends.containsKey(id) || before.backend(id).isPresent(); n++) {
            id = base + "-" + n;
        }
        return id;
    }

    /// A key of a backend, as it stands in the file under this name.
    void key(ObjectNode backend, String name, String written) throws SecretUnavailable {
        String value = written.strip();
        if (value.isEmpty()) {
            return;
        }
        Matcher variable = VARIABLE.matcher(value);
        if (variable.matches()) {
            String of = Optional.ofNullable(variable.group(1)).orElse(variable.group(2));
            keys(backend).add(new SecretRef.Env(of).toString());
        } else if (REFERENCE.matcher(value).matches()) {
            cannot(name, "refers to something else; an import brings in no references.");
        } else if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
            cannot(name, "has several lines or control letters; a key is one line.");
        } else {
            String id = backend.path("id").asText();
            keys(backend).add(places.of(id, Secret.of(value)).toString());
        }
    }

    private static ArrayNode keys(ObjectNode backend) {
        return backend.withObject("/auth").withArray("keys");
    }

    void login(ObjectNode backend, Login login) {
        logins.put(backend.path("id").asText(), login);
    }

    // ------------------------------------------------------------------ where names lead

    ObjectNode alias(String name) {
        return array("aliases").addObject().put("name", name);
    }

    static void target(ObjectNode in, Target target) {
        in.withArray("targets")
                .addObject()
                .put("backend", target.backend())
                .put("model", target.model());
    }

    void tier(String word, String name) {
        tree.withObject("/tiers").put(word, name);
    }

    void otherwise(String name) {
        tree.put("defaultAlias", name);
    }

    // ------------------------------------------------------------------ the house itself

    void host(String key, String value) {
        if (value.isEmpty()) {
            return;
        }
        if (ServerSettings.DEFAULT.withHost(value).loopback()) {
            server().put("host", value);
        } else {
            cannot(
                    key,
                    "would open the door to other computers. If that is meant, set server.host in"
                            + " settings.json.");
        }
    }

    void port(String key, String value) {
        if (value.matches("\\d{1,5}")
                && Integer.parseInt(value) > 0
                && Integer.parseInt(value) <= 65535) {
            server().put("port", Integer.parseInt(value));
        } else if (!value.isEmpty()) {
            cannot(key, "is no port from 1 to 65535.");
        }
    }

    void logLevel(String key, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        String level = OTHER_LEVELS.getOrDefault(lower, lower);
        if (LogSettings.LEVELS.contains(level)) {
            tree.withObject("/log").put("level", level);
        } else if (!value.isEmpty()) {
            cannot(key, "is none of " + String.join(", ", LogSettings.LEVELS) + ".");
        }
    }

    void keepBodies() {
        tree.withObject("/history").put("keepBodies", true);
    }

    // ------------------------------------------------------------------ what does not come

    void cannot(String key, String why) {
        add(new Remark(Remark.Kind.CANNOT, key, why));
    }

    void look(String key, String why) {
        add(new Remark(Remark.Kind.LOOK, key, why));
    }

    void needless(String key, String why) {
        add(new Remark(Remark.Kind.NEEDLESS, key, why));
    }

    private void add(Remark remark) {
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    /// Names every key that nobody read. One without content says nothing.
    ///
    /// @param place where the keys stand, with a dot behind it
    /// @param read the keys that were read
    /// @param reasons why some others do not come
    void rest(String place, JsonNode in, Set<String> read, Map<String, String> reasons) {
        for (Map.Entry<String, JsonNode> each : in.properties()) {
            String key = each.getKey();
            if (!read.contains(key) && !isEmpty(each.getValue())) {
                cannot(place + key, reasons.getOrDefault(key, "is not known here."));
            }
        }
    }

    static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || value.isContainerNode() && value.isEmpty()
                || value.isBoolean() && !value.booleanValue()
                || value.isTextual() && value.textValue().isBlank();
    }

    private ObjectNode server() {
        return tree.withObject("/server");
    }

    private ArrayNode array(String key) {
        return tree.withArray(key);
    }
}
