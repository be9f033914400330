package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A place where OCI runs: its id and the domain that its addresses end in. A region that is not
/// known is taken for one of the common realm, as Oracle's own clients do.
public record OciRegion(String id, String domain) {
    private static final Map<String, OciRegion> KNOWN = known();
    private static final String COMMON_DOMAIN = "oraclecloud.com";

    /// By id or by code: `us-chicago-1` and `ord` are the same.
    public static OciRegion of(String idOrCode) {
        String word = idOrCode.strip().toLowerCase(Locale.ROOT);
        OciRegion region = KNOWN.get(word);
        return region == null ? new OciRegion(word, COMMON_DOMAIN) : region;
    }

    /// Where models answer.
    public String inference() {
        return "https://inference.generativeai." + id + ".oci." + domain;
    }

    /// Where a session token is exchanged for the next one.
    public String refresh() {
        return "https://auth." + id + "." + domain + "/v1/authentication/refresh";
    }

    private static Map<String, OciRegion> known() {
        JsonNode table = Shipped.table("oci-regions.json");
        Map<String, OciRegion> known = new HashMap<>();
        for (JsonNode row : table.path("regions")) {
            String domain = table.path("domains").path(row.path("realm").asText()).asText();
            var region = new OciRegion(row.path("id").asText(), domain);
            known.put(region.id, region);
            known.put(row.path("code").asText(), region);
        }
        return Map.copyOf(known);
    }
}
