package dev.patchbay.codec.turns;

import dev.patchbay.codec.Recipient;
import dev.patchbay.hub.Loss;
import dev.patchbay.hub.Part;
import dev.patchbay.hub.ProxyError;
import dev.patchbay.hub.Source;
import dev.patchbay.hub.Turn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Lets images and files pass as far as the recipient can take them.
///
/// An image that cannot be seen leaves a placeholder: the model then says so. A file that cannot
/// be read is refused: a model that is not told of it invents its content.
final class Attachments {
    private static final String UNSEEN = "[image omitted: backend has no vision]";

    private final Manner manner;
    private final Recipient recipient;
    private final Consumer<Loss> losses;
    private int surplus;

    private Attachments(Manner manner, Recipient recipient, int images, Consumer<Loss> losses) {
        this.manner = manner;
        this.recipient = recipient;
        this.losses = losses;
        int most = recipient.quirks().maxImages();
        this.surplus = most == 0 ? 0 : Math.max(0, images - most);
    }

    static List<Turn> admit(
            List<Turn> turns, Manner manner, Recipient recipient, Consumer<Loss> losses) {
        int images = turns.stream().mapToInt(turn -> images(turn.parts())).sum();
        var attachments = new Attachments(manner, recipient, images, losses);
        return turns.stream()
                .map(turn -> new Turn(turn.role(), attachments.admit(turn.parts())))
                .toList();
    }

    private static int images(List<Part> parts) {
        int count = 0;
        for (Part part : parts) {
            if (part instanceof Part.Image) {
                count++;
            } else if (part instanceof Part.ToolResult result) {
                count += images(result.content());
            }
        }
        return count;
    }

    private List<Part> admit(List<Part> parts) {
        var admitted = new ArrayList<Part>(parts.size());
        for (Part part : parts) {
            admitted.add(
                    switch (part) {
                        case Part.Image(Source source) -> image(source);
                        case Part.Document document -> document(document);
                        case Part.ToolResult(String id, List<Part> content, boolean failed) ->
                                new Part.ToolResult(id, admit(content), failed);
                        case Part.Text _,
                                Part.ToolCall _,
                                Part.Thinking _,
                                Part.CacheMark _,
                                Part.Unknown _ ->
                                part;
                    });
        }
        return admitted;
    }

    private Part image(Source source) {
        if (!recipient.traits().images()) {
            losses.accept(Loss.felt("image"));
            return new Part.Text(UNSEEN);
        }
        if (surplus > 0) {
            surplus--;
            losses.accept(Loss.felt("image"));
            return new Part.Text(
                    "[image omitted: backend takes at most %d images]"
                            .formatted(recipient.quirks().maxImages()));
        }
        return switch (source) {
            case Source.Inline(String mediaType, String data) ->
                    new Part.Image(new Source.Inline(corrected(mediaType), data));
            case Source.Link _ -> {
                if (recipient.quirks().noImageLinks()) {
                    throw refused("cannot fetch images by URL; send the image itself as base64");
                }
                yield new Part.Image(source);
            }
            case Source.Stored _ ->
                    throw refused("has no access to stored files; send the image itself as base64");
        };
    }

    /// Wrong but common; strict servers refuse it.
    private static String corrected(String mediaType) {
        return mediaType.equalsIgnoreCase("image/jpg") ? "image/jpeg" : mediaType;
    }

    private Part document(Part.Document document) {
        return switch (document.source()) {
            case Source.Inline _ -> {
                if (manner == Manner.MESSAGES && !recipient.quirks().fileInput()) {
                    throw refused("takes no PDF or other files; send their text instead");
                }
                yield document;
            }
            case Source.Link _ ->
                    throw refused("cannot fetch documents by URL; send the file as base64");
            case Source.Stored _ ->
                    throw refused("has no access to stored files; send the file as base64");
        };
    }

    private ProxyError refused(String reason) {
        return ProxyError.of(
                ProxyError.Kind.BAD_REQUEST,
                "Backend '%s' %s.".formatted(recipient.backend(), reason));
    }
}
