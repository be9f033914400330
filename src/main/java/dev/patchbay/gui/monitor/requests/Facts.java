package dev.patchbay.gui.monitor.requests;

import dev.patchbay.history.KeptExchange;

import java.util.List;

/// One request in the words of the table.
///
/// @param answeredBy backend and model; empty while it is not known
/// @param first the time to the first token
record Facts(
        KeptExchange exchange,
        Outcome outcome,
        String time,
        String client,
        String asked,
        String answeredBy,
        String status,
        String in,
        String out,
        String cache,
        String cost,
        String first,
        String took) {

    boolean isUnderWay() {
        return outcome == Outcome.UNDER_WAY;
    }

    long key() {
        return exchange.key();
    }

    /// For those who hear it.
    String spoken() {
        return String.join(
                ", ", List.of(time, client, asked, answeredBy, status, in, out, cost, took));
    }
}
