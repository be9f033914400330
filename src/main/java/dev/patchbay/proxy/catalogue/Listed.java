package dev.patchbay.proxy.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The models of a backend, in its order.
public final class Listed {
    private final Map<String, ModelName> names = new LinkedHashMap<>();

    private Listed(List<String> ids) {
        ids.forEach(id -> names.computeIfAbsent(id, ModelName::of));
    }

    public static Listed of(List<String> ids) {
        return new Listed(ids);
    }

    public boolean has(String id) {
        return names.containsKey(id);
    }

    Iterable<ModelName> names() {
        return names.values();
    }

    public List<String> ids() {
        return List.copyOf(names.keySet());
    }
}
