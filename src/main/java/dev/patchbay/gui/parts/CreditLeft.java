package dev.patchbay.gui.parts;

import dev.patchbay.settings.Credits.Credit;

/// What a service says of the credit that is left.
public sealed interface CreditLeft {
    record Known(Credit left) implements CreditLeft {}

    /// @param why for people
    record Unknown(String why) implements CreditLeft {}
}
