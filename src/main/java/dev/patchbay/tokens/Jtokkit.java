package dev.patchbay.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;

/// The tables of jtokkit, which never change. Each is loaded when it is first asked for, which
/// takes a third of a second and some 30 MB, and only once: the registry makes a second asker wait
/// for the first.
final class Jtokkit implements Tokenizer {
    private static final EncodingRegistry TABLES = Encodings.newLazyEncodingRegistry();

    /// Ordinary counting takes a special token such as `<|endoftext|>` for the text it is; the
    /// other way throws.
    @Override
    public int count(String piece, Vocabulary vocabulary) {
        return TABLES.getEncoding(type(vocabulary)).countTokensOrdinary(piece);
    }

    private static EncodingType type(Vocabulary vocabulary) {
        return switch (vocabulary) {
            case CL100K -> EncodingType.CL100K_BASE;
            case O200K -> EncodingType.O200K_BASE;
        };
    }
}
