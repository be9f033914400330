package dev.patchbay.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The prices of many services.
///
/// @param source where they are from
/// @param asOf the day of which they tell
public record PriceBook(String source, LocalDate asOf, List<PriceList> lists) {
    private static final Pattern PLAIN_DATE =
            Pattern.compile("-(20\\d\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?=-|:|$)");

    public PriceBook {
        lists = List.copyOf(lists);
    }

    /// The prices that come with the program.
    public static PriceBook shipped() {
        try (var file = PriceBook.class.getResourceAsStream("prices.json")) {
            byte[] content = Objects.requireNonNull(file, "prices.json is missing").readAllBytes();
            return PriceFile.read(content);
        } catch (IOException | PriceFile.Unreadable e) {
            throw new UncheckedIOException(new IOException("prices.json cannot be read", e));
        }
    }

    /// This book, and of the other one the services that this one does not know.
    public PriceBook over(PriceBook other) {
        Set<String> known = lists.stream().map(PriceList::id).collect(Collectors.toSet());
        Stream<PriceList> more = other.lists.stream().filter(it -> !known.contains(it.id()));
        return new PriceBook(source, asOf, Stream.concat(lists.stream(), more).toList());
    }

    public int services() {
        return lists.size();
    }

    public int models() {
        return lists.stream().mapToInt(it -> it.models().size()).sum();
    }

    /// The list of the service at this address.
    Optional<PriceList> at(String url) {
        return lists.stream().filter(it -> it.isOf(url)).findFirst();
    }

    /// A model as this service sells it.
    Optional<PricedModel> model(PriceList list, String model) {
        String name = model.toLowerCase(Locale.ROOT).strip();
        return Stream.of(name, PLAIN_DATE.matcher(name).replaceAll("-$1-$2-$3"))
                .flatMap(it -> found(list, it).stream())
                .findFirst();
    }

    private Optional<PricedModel> found(PriceList list, String name) {
        return list.model(name)
                .or(
                        () ->
                                list.others().stream()
                                        .flatMap(
                                                id ->
                                                        lists.stream()
                                                                .filter(it -> it.id().equals(id)))
                                        .flatMap(it -> it.model(name).stream())
                                        .findFirst());
    }
}
