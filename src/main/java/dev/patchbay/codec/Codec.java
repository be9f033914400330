package dev.patchbay.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Dialect;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.wire.Headers;

import java.util.function.Consumer;

/// One dialect, both ways. A dialect that clients speak is a `Front`, one that backends speak a
/// `Back`; some are both.
public interface Codec {
    Dialect dialect();

    interface Front extends Codec {
        /// Reads a client's request; a request that would go wrong silently is refused by a thrown
        /// {@link ProxyError}.
        Prompt read(ObjectNode body, Consumer<Loss> losses);

        EventEncoder encoder(Telling telling);

        /// The body that tells this error to a client.
        ObjectNode error(ProxyError error, String requestId);
    }

    interface Back extends Codec {
        /// Writes the request for this recipient; throws a {@link ProxyError} if the recipient
        /// cannot be asked this.
        ObjectNode write(Prompt prompt, Recipient recipient, Consumer<Loss> losses);

        /// A decoder for the answer to this prompt; it restores the names and ids that `write` had
        /// to change.
        EventDecoder decoder(Prompt prompt, Recipient recipient, Consumer<Loss> losses);

        /// A request of this dialect that passes as it came: what in it this backend would refuse,
        /// and what we need in its answer, changes in the bytes.
        ///
        /// @param prompt what the request says
        default Passing passing(
                byte[] body, Prompt prompt, Recipient recipient, Consumer<Loss> losses) {
            return new Passing(body);
        }

        /// What an answer with an error status, or an error object inside a good one, says.
        ProxyError error(int status, Headers headers, String body, String backend);
    }
}
