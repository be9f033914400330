/// What is asked in the rehearsal.
final class Bodies {
    private static final String SENTENCE = "A patch bay connects any source to any destination. ";
    private static final int LARGE = 250_000;

    private Bodies() {}

    static String small(boolean stream) {
        return body("Hello, quickly!", stream);
    }

    /// As much as a coding assistant sends.
    static String large() {
        return body(SENTENCE.repeat(LARGE / SENTENCE.length()), true);
    }

    private static String body(String said, boolean stream) {
        return """
        {"model":"demo","max_tokens":200,"stream":%s,"messages":[{"role":"user","content":"%s"}]}\
        """
                .formatted(stream, said);
    }
}
