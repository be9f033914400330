package dev.patchbay.ledger;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one service charges.
///
/// @param id the service's name in the data
/// @param address how the address of the service begins
/// @param others services whose models it has, too, at their prices
record PriceList(String id, Pattern address, List<String> others, List<PricedModel> models) {
    boolean isOf(String url) {
        return address.matcher(url).lookingAt();
    }

    Optional<PricedModel> model(String name) {
        return models.stream().filter(it -> it.fits().test(name)).findFirst();
    }
}
