package dev.patchbay.proxy.exchange;

import dev.patchbay.codec.Codec;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a client's request says, as far as we can read it. Neither what is lost in the reading nor
/// what we cannot read at all is lost to a backend of the client's own dialect, which gets the
/// request as it came.
///
/// @param prompt where the request cannot be read, one that says nothing but whom it is for
/// @param fault why the request cannot be read
record Reading(Prompt prompt, List<Loss> losses, Optional<ProxyError> fault) {
    Reading {
        losses = List.copyOf(losses);
    }

    static Reading of(Incoming incoming, Codec.Front front) {
        var losses = new ArrayList<Loss>();
        try {
            return new Reading(front.read(incoming.json(), losses::add), losses, Optional.empty());
        } catch (RuntimeException e) {
            ProxyError fault = ProxyError.from(e);
            if (incoming.asked().isBlank()) {
                throw fault;
            }
            var prompt = Prompt.unread(incoming.asked(), incoming.stream());
            return new Reading(prompt, List.of(), Optional.of(fault));
        }
    }

    /// What is to be told anew in other words, which takes that it was understood.
    Prompt translated(Consumer<Loss> told) {
        fault.ifPresent(
                error -> {
                    throw error;
                });
        losses.forEach(told);
        return prompt;
    }

    Reading withThinking() {
        return new Reading(Reasoned.on(prompt), losses, fault);
    }
}
