package dev.patchbay.codec;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/// What a backend wants back in the next turn and what is too large to travel inside the client's
/// history. Losing a keepsake costs the model its earlier thinking, nothing else.
public interface Keepsakes {
    /// Keeps nothing.
    Keepsakes NONE =
            new Keepsakes() {
                @Override
                public void keep(String key, JsonNode material) {}

                @Override
                public Optional<JsonNode> find(String key) {
                    return Optional.empty();
                }
            };

    void keep(String key, JsonNode material);

    Optional<JsonNode> find(String key);
}
