package dev.patchbay.settings;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;

/// Where a service tells how much credit is left, and how it says it: a part of its preset.
///
/// @param page the address that is asked
/// @param left where in the answer stands what is left, or what there was
/// @param used where stands what is gone of it, if that is to be taken away
/// @param currency where its currency stands, or the currency itself
public record Credits(URI page, String left, Optional<String> used, String currency) {
    /// @param currency its three letters
    public record Credit(BigDecimal left, String currency) {}

    private static final String DOLLARS = "USD";

    static Optional<Credits> of(Section in) {
        Optional<String> page = in.text("page");
        return page.map(
                it ->
                        new Credits(
                                URI.create(it),
                                in.required("left"),
                                in.text("used"),
                                in.text("currency", DOLLARS)));
    }

    /// Whether whoever is at this address may be shown the backend's credential: it is the same
    /// server.
    public boolean isOf(String baseUrl) {
        try {
            URI base = URI.create(baseUrl);
            return page.getScheme().equalsIgnoreCase(base.getScheme())
                    && page.getRawAuthority().equalsIgnoreCase(base.getRawAuthority());
        } catch (IllegalArgumentException _) {
            return false; // whoever reads the address has said so already
        }
    }

    /// What an answer says; empty where it says nothing of the kind.
    public Optional<Credit> read(String answer) {
        JsonNode said = SettingsJson.value(answer); // a page for people is a text
        Optional<BigDecimal> there = amount(said, left);
        Optional<BigDecimal> gone =
                used.isEmpty() ? Optional.of(BigDecimal.ZERO) : amount(said, used.get());
        String code = currency.startsWith("/") ? said.at(currency).asText(DOLLARS) : currency;
        return there.isPresent() && gone.isPresent()
                ? Optional.of(new Credit(there.get().subtract(gone.get()), code))
                : Optional.empty();
    }

    /// Some write their numbers as texts.
    private static Optional<BigDecimal> amount(JsonNode said, String where) {
        JsonNode found = said.at(where);
        if (found.isNumber()) {
            return Optional.of(found.decimalValue());
        }
        String text = found.asText("").strip();
        return text.matches("-?\\d{1,15}(\\.\\d{1,12})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
