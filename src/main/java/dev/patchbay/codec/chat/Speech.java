package dev.patchbay.codec.chat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.patchbay.codec.InOrder;
import dev.patchbay.codec.Keepsakes;
import dev.patchbay.codec.OpenBlock;
import dev.patchbay.codec.OwnMark;
import dev.patchbay.codec.UniqueIds;
import dev.patchbay.codec.calls.OfferedTools;
import dev.patchbay.codec.calls.ToolCalls;
import dev.patchbay.codec.textcalls.TextCalls;
import dev.patchbay.hub.Event;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Prompt;
import dev.patchbay.hub.Quirks;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a model says in one answer: thinking, text and calls, as they become blocks.
public final class Speech {
    /// What a backend wants back in the next turn beside the text of a thought.
    public interface Material {
        Material NONE =
                new Material() {
                    @Override
                    public boolean isEmpty() {
                        return true;
                    }

                    @Override
                    public Optional<JsonNode> take() {
                        return Optional.empty();
                    }
                };

        boolean isEmpty();

        /// All that came since the last call.
        Optional<JsonNode> take();
    }

    private final OpenBlock block;
    private final InOrder order;
    private final ToolCalls calls;
    private final ThinkTags tags;
    private final boolean readsTags;
    private final Optional<TextCalls> texts;
    private final Material material;
    private final StringBuilder refusal = new StringBuilder();

    public Speech(
            Prompt prompt,
            Quirks quirks,
            OfferedTools offered,
            UniqueIds ids,
            Keepsakes keepsakes,
            Material material,
            Consumer<Loss> losses) {
        boolean hidden = prompt.reasoning().hidden();
        block =
                new OpenBlock(
                        thought ->
                                hidden
                                        ? OwnMark.signHidden(thought, material.take(), keepsakes)
                                        : OwnMark.sign(thought, material.take(), keepsakes));
        order = new InOrder(block);
        calls = new ToolCalls(offered, ids, keepsakes, order, losses);
        tags = new ThinkTags(quirks.implicitOpen());
        readsTags = quirks.thinkTags() || quirks.implicitOpen();
        texts = TextCalls.in(prompt, quirks, offered, losses);
        this.material = material;
    }

    public void thinking(String more, Consumer<Event> out) {
        order.thinking(more, out);
    }

    public void text(String more, Consumer<Event> out) {
        if (more.isEmpty()) {
            return;
        }
        if (!block.isText()) {
            tellMaterial(out);
        }
        if (readsTags && !tags.isDone()) {
            tags.take(more, thought -> order.thinking(thought, out), text -> said(text, out));
        } else {
            said(more, out);
        }
    }

    /// Text without its thinking; calls may be written in it.
    private void said(String more, Consumer<Event> out) {
        if (texts.isEmpty()) {
            order.text(more, out);
        } else {
            texts.get()
                    .take(
                            more,
                            text -> order.text(text, out),
                            found -> calls.takeWhole(found, out));
        }
    }

    public void refusal(String more, Consumer<Event> out) {
        refusal.append(more);
        text(more, out);
    }

    public void calls(List<ToolCalls.Fragment> fragments, Consumer<Event> out) {
        if (!fragments.isEmpty()) {
            beforeCalls(out);
            calls.take(fragments, out);
        }
    }

    public void wholeCalls(List<ToolCalls.Fragment> fragments, Consumer<Event> out) {
        if (!fragments.isEmpty()) {
            beforeCalls(out);
            calls.takeWhole(fragments, out);
        }
    }

    public void end(InOrder.Ending ending, Consumer<Event> out) {
        endText(out);
        order.end(ending, out);
        tellMaterial(out);
    }

    /// Whether anything was said yet.
    public boolean any() {
        return block.isUsed() || calls.any() || texts.map(TextCalls::holds).orElse(false);
    }

    public boolean anyCalls() {
        return calls.any();
    }

    /// Whether a call was begun that is not whole.
    public boolean isInTheMiddle() {
        return calls.anyUnderWay() || texts.map(TextCalls::isInCall).orElse(false);
    }

    /// The model's words of refusal; empty if it did not refuse.
    public String refusal() {
        return refusal.toString();
    }

    private void beforeCalls(Consumer<Event> out) {
        endText(out);
        tellMaterial(out);
    }

    private void endText(Consumer<Event> out) {
        if (readsTags) {
            tags.end(thought -> order.thinking(thought, out), text -> said(text, out));
        }
        texts.ifPresent(
                held ->
                        held.end(
                                text -> order.text(text, out),
                                found -> calls.takeWhole(found, out)));
    }

    /// Material without a visible thought still must come back: a sealed thought carries them.
    private void tellMaterial(Consumer<Event> out) {
        if (!material.isEmpty() && !block.isThinking() && order.isFree()) {
            block.sealedThought(out);
        }
    }
}
