package dev.patchbay.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A file of prices in the shape of the genai-prices project: a list of `providers`, bare as that
/// project publishes it, or below a head of ours with `source` and `asOf`. What is no price per
/// token is passed over.
public final class PriceFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The message is for a person.
    public static final class Unreadable extends Exception {
        private final String message;

        Unreadable(String message) {
            super(message);
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    private PriceFile() {}

    /// The prices of a file that we wrote or ship.
    public static PriceBook read(byte[] content) throws Unreadable {
        JsonNode head = tree(content);
        return book(head, head.path("source").asText("a file"), asOf(head));
    }

    /// The content of a file that someone found, as we keep it.
    ///
    /// @param name what the file is called
    /// @param today the date of prices that do not tell their own
    public static byte[] adopted(byte[] content, String name, LocalDate today) throws Unreadable {
        JsonNode head = tree(content);
        ObjectNode file = JSON.createObjectNode();
        file.put("source", head.path("source").asText(name));
        file.put("asOf", (head.has("asOf") ? asOf(head) : today).toString());
        file.set("providers", providers(head));
        book(file, name, today);
        try {
            return JSON.writeValueAsBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    private static JsonNode tree(byte[] content) throws Unreadable {
        try {
            return JSON.readTree(content);
        } catch (IOException _) {
            throw new Unreadable("It is not JSON.");
        }
    }

    private static ArrayNode providers(JsonNode head) throws Unreadable {
        JsonNode list = head.isArray() ? head : head.path("providers");
        if (list instanceof ArrayNode providers) {
            return providers;
        }
        throw new Unreadable("It is no price file: it has no list of providers.");
    }

    private static LocalDate asOf(JsonNode head) throws Unreadable {
        try {
            return LocalDate.parse(head.path("asOf").asText());
        } catch (DateTimeException _) {
            throw new Unreadable("Its `asOf` is no date such as 2026-09-23.");
        }
    }

    private static PriceBook book(JsonNode head, String source, LocalDate asOf) throws Unreadable {
        List<PriceList> lists = new ArrayList<>();
        for (JsonNode provider : providers(head)) {
            list(provider, lists);
        }
        if (lists.isEmpty()) {
            throw new Unreadable("It holds no price per token.");
        }
        return new PriceBook(source, asOf, lists);
    }

    private static void list(JsonNode provider, List<PriceList> lists) {
        List<PricedModel> models = new ArrayList<>();
        for (JsonNode model : provider.path("models")) {
            PriceReading.model(model).ifPresent(models::add);
        }
        List<String> others = new ArrayList<>();
        provider.path("fallback_model_providers").forEach(id -> others.add(id.asText()));
        String id = provider.path("id").asText();
        String address = provider.path("api_pattern").asText();
        if (id.isEmpty() || address.isEmpty() || models.isEmpty()) {
            return;
        }
        try {
            lists.add(
                    new PriceList(
                            id,
                            Pattern.compile(address, Pattern.CASE_INSENSITIVE),
                            List.copyOf(others),
                            List.copyOf(models)));
        } catch (PatternSyntaxException _) {
            return; // a service that cannot be told by its address has no prices for us
        }
    }
}
