package dev.patchbay.ledger;

import dev.patchbay.journal.Note;

import java.util.Optional;

/// What an exchange is counted under. What it had not is absent: a request that was refused has no
/// backend, one that named its backend has no alias.
///
/// @param replay it was sent again by a person
public record Account(
        Optional<String> alias,
        Optional<String> profile,
        Optional<String> backend,
        Optional<String> model,
        boolean replay) {
    /// Where everything goes of which there are too many kinds: clients may invent models' names.
    static final Account OTHERS =
            new Account(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("(others)"),
                    false);

    static Account of(Note.ExchangeEnded ended) {
        return new Account(
                ended.alias(),
                ended.profile(),
                ended.backend(),
                ended.model(),
                ended.replayOf().isPresent());
    }
}
