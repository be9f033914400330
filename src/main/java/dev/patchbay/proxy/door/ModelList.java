package dev.patchbay.proxy.door;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.backend.DemoBackend;
import dev.patchbay.backend.Service;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;
import dev.patchbay.hub.Traits;
import dev.patchbay.proxy.board.Board;
import dev.patchbay.proxy.routing.AskedName;
import dev.patchbay.settings.Alias;
import dev.patchbay.settings.BackendKind;
import dev.patchbay.settings.BackendSettings;
import dev.patchbay.settings.Profile;
import dev.patchbay.wire.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The models that a client can ask us for: the aliases, the default, what the settings say of each
/// backend, what the demo backend can do, and what backends list. Where a name leads is the
/// router's to say. Claude Code only shows ids that sound like its vendor's, so every other name
/// that its user gave is listed twice.
final class ModelList {
    private final Board board;

    /// The listed names and where each leads first.
    private final Map<String, Target> names = new LinkedHashMap<>();

    private ModelList(Board board) {
        this.board = board;
    }

    static ModelList of(Board board) {
        var list = new ModelList(board);
        var settings = board.settings();
        Stream<Alias> own =
                board
                        .profile()
                        .flatMap(settings::profile)
                        .map(Profile::aliases)
                        .orElse(List.of())
                        .stream();
        Stream.concat(own, settings.aliases().stream())
                .filter(Predicate.not(Alias::hasStars))
                .forEach(alias -> list.add(alias.name()));
        settings.defaultAlias().filter(name -> name.contains("/")).ifPresent(list::add);
        for (BackendSettings backend : settings.backends()) {
            if (backend.enabled()) {
                backend.models().forEach(model -> list.add(backend.id() + "/" + model.id()));
            }
            if (backend.enabled() && backend.kind() == BackendKind.DEMO) {
                DemoBackend.models().forEach(list::add);
            }
        }
        list.addListed();
        return list;
    }

    private void add(String id) {
        addIfRouted(id);
        if (!AskedName.isShown(id)) {
            addIfRouted(AskedName.VIA + id);
        }
    }

    /// What backends list are far too many names to list each of them twice.
    private void addListed() {
        for (Service service : board.backends().all()) {
            String backend = service.settings().id();
            board.catalogues().of(backend).stream()
                    .flatMap(listed -> listed.ids().stream())
                    .forEach(model -> addIfRouted(backend + "/" + model));
        }
    }

    private void addIfRouted(String id) {
        try {
            names.putIfAbsent(id, board.router().route(id).targets().getFirst());
        } catch (ProxyError e) {
            // An alias of nothing but backends that are switched off: nobody can ask for it.
            return;
        }
    }

    /// @param anthropicOnly the client knows this shape only; others get an object that holds both
    /// shapes' keys
    ObjectNode page(boolean anthropicOnly) {
        ObjectNode page = Json.object();
        ArrayNode data = Json.array();
        names.forEach((id, target) -> data.add(item(id, target, anthropicOnly)));
        if (!anthropicOnly) {
            page.put("object", "list");
        }
        page.set("data", data);
        page.put("has_more", false);
        page.put("first_id", data.isEmpty() ? null : data.get(0).path("id").asText());
        page.put("last_id", data.isEmpty() ? null : data.get(data.size() - 1).path("id").asText());
        return page;
    }

    /// Listed or not: a name may also lead somewhere by a wildcard or a tier.
    ObjectNode item(String id, boolean anthropicOnly) {
        return item(id, routed(id), anthropicOnly);
    }

    private Target routed(String id) {
        try {
            return board.router().route(id).targets().getFirst();
        } catch (ProxyError e) {
            throw ProxyError.of(
                    ProxyError.Kind.NOT_FOUND, "There is no model '%s'.".formatted(id), e);
        }
    }

    private ObjectNode item(String id, Target target, boolean anthropicOnly) {
        Traits traits =
                board.backends()
                        .service(target.backend())
                        .map(service -> service.traits(target.model()))
                        .orElse(Traits.UNKNOWN);
        ObjectNode item = Json.object();
        item.put("type", "model");
        item.put("id", id);
        item.put("display_name", display(id, target));
        item.put("created_at", "1970-01-01T00:00:00Z");
        put(item, "max_input_tokens", traits.window());
        put(item, "max_tokens", traits.maxOutput());
        item.put("lifecycle", "active");
        item.putNull("line");
        item.putNull("deprecated_at");
        item.putNull("retires_at");
        item.putNull("capabilities");
        if (!anthropicOnly) {
            item.put("object", "model");
            item.put("created", 0);
            item.put("owned_by", target.backend());
        }
        return item;
    }

    private String display(String id, Target target) {
        String backend =
                board.backends()
                        .service(target.backend())
                        .map(Service::name)
                        .orElse(target.backend());
        String plain = id.startsWith(AskedName.VIA) ? id.substring(AskedName.VIA.length()) : id;
        return plain + " · " + backend;
    }

    private static void put(ObjectNode item, String field, OptionalInt value) {
        if (value.isPresent()) {
            item.put(field, value.getAsInt());
        } else {
            item.putNull(field);
        }
    }
}
