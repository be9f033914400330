package dev.patchbay.proxy.exchange;

import dev.patchbay.hub.Event;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Target;

import org.jspecify.annotations.Nullable;

/// One answer's way to its client, in one of the two lanes.
sealed interface Delivery permits Translated, Relayed {
    /// Gets ready to tell an answer of this model, while the backend thinks.
    ///
    /// @param ready called when it can be told, if it cannot be at once
    void prepare(Prompt prompt, Target target, Runnable ready);

    boolean isReady();

    void hold(Event event);

    /// Forgets an answer that the client is not to see.
    void forget();

    /// Tells what is held, up to the event that ends the answer. That one is returned instead: the
    /// exchange has a word to say about it.
    Event.@Nullable Last tellHeld();

    /// Whether the last event needs no estimate.
    boolean isCounted();

    /// Estimates what the backend did not count.
    void count(Prompt prompt, Target target, Runnable counted);

    void end(Event.Ended end);

    /// Sends what was told; whether there was anything.
    boolean flush();

    /// A sign of life, if the client can have one yet.
    void ping();

    /// Whether the client has got a good status already.
    boolean begun();

    /// The status by which the client learns of this error.
    int status(ProxyError error);

    /// Ends with this error, in whichever way is still possible.
    void fail(ProxyError error);
}
