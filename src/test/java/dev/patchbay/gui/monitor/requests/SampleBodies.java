package dev.patchbay.gui.monitor.requests;

/// What was said in requests that never were.
final class SampleBodies {
    static final String THEN =
            """
            A breakwater is a wall in the sea. It takes the force out of the waves, so that boats \
            behind it lie in calm water.

            Most are built of loose rock: the gaps swallow what a smooth wall would throw back.\
            """;

    static final String NOW =
            """
            A breakwater protects a harbour: it breaks the waves before they reach the boats.\
            """;

    private static final String REQUEST =
            """
            {"model":"sonnet","max_tokens":1024,"stream":true,"system":[{"type":"text","text":\
            "You explain harbours to children.\\nShort sentences.\\nNo jargon.","cache_control":\
            {"type":"ephemeral"}}],"messages":[{"role":"user","content":"What is a breakwater, and \
            why is it built of loose rock? Answer as if to somebody who has never seen the sea, and \
            leave out all that an engineer alone would want to know."}],"tools":[],"temperature":0.70}\
            """;

    private static final String ANSWER =
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_sample","role":"assistant","content":[]}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"A breakwater "}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"is a wall"}}

            event: message_stop
            data: {"type":"message_stop"}
            """;

    private SampleBodies() {}

    static String text(String kind) {
        return kind.endsWith(".json") ? REQUEST : ANSWER;
    }
}
