package dev.patchbay.proxy.exchange;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The beta features of Anthropic's API that a client wants, without which a kept body may mean
/// nothing. Only what can be the name of one is kept: a header may hold anything.
final class Betas {
    private static final Pattern NAME =
            Pattern.compile("[a-z][a-z0-9-]{0,47}-20\\d\\d-\\d\\d-\\d\\d");
    private static final int MOST = 50;

    private Betas() {}

    /// @param values of the header lines; nothing if they name none
    static Optional<String> named(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String names =
                values.stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .map(String::strip)
                        .filter(name -> NAME.matcher(name).matches())
                        .limit(MOST)
                        .collect(Collectors.joining(","));
        return Optional.of(names).filter(it -> !it.isEmpty());
    }
}
