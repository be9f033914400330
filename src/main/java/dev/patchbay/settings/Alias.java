package dev.patchbay.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.patchbay.hub.Target;

import java.util.ArrayList;
import java.util.List;

/// A name that clients ask for. A target may name a backend that is not there, or not usable;
/// such a step of the chain is passed over.
///
/// @param name exact, or with stars that stand for any text
/// @param targets where it leads: the first is used, the others are the fallback chain
/// @param cases targets of their own for some requests, tried in order before the others
/// @param rewrites edits of the requests to it
public record Alias(
        String name,
        List<Target> targets,
        List<AliasCase> cases,
        List<Rewrite> rewrites,
        AsWritten written) {

    public Alias {
        targets = List.copyOf(targets);
        cases = List.copyOf(cases);
        rewrites = List.copyOf(rewrites);
    }

    public static Alias of(String name, Target... targets) {
        return new Alias(name, List.of(targets), List.of(), List.of(), AsWritten.NOTHING);
    }

    public Alias withName(String other) {
        return new Alias(other, targets, cases, rewrites, written);
    }

    public Alias withTargets(List<Target> other) {
        return new Alias(name, other, cases, rewrites, written);
    }

    public Alias withCases(List<AliasCase> other) {
        return new Alias(name, targets, other, rewrites, written);
    }

    public Alias withRewrites(List<Rewrite> other) {
        return new Alias(name, targets, cases, other, written);
    }

    /// What is wrong with it, or worth knowing, taken by itself; the paths begin in it.
    public List<Problem> problems() {
        List<Problem> found = new ArrayList<>();
        read(Section.root(json(), found));
        return List.copyOf(found);
    }

    public boolean hasStars() {
        return name.indexOf('*') >= 0;
    }

    /// Whether this alias is meant by a name; compared exactly.
    public boolean fits(String asked) {
        return Stars.fits(name, asked);
    }

    /// Our targets, or those of one of our cases, for a name that fits; a star in a target's model
    /// stands for what the star in our name matched.
    public List<Target> filled(List<Target> chain, String asked) {
        if (Stars.count(name) != 1) {
            return chain;
        }
        String matched = Stars.matched(name, asked);
        var filled = new ArrayList<Target>(chain.size());
        for (Target target : chain) {
            filled.add(target.withModel(target.model().replace("*", matched)));
        }
        return List.copyOf(filled);
    }

    static Alias read(Section in) {
        String name = in.required("name");
        List<Target> targets = Targets.read(in);
        List<AliasCase> cases = in.entries("cases", AliasCase::read);
        if (targets.isEmpty()) {
            in.wrong("targets", "names no usable target; add one with backend and model.");
        }
        for (Target target : targets) {
            checkStars(in, name, target);
        }
        for (AliasCase each : cases) {
            each.targets().forEach(target -> checkStars(in, name, target));
        }
        return new Alias(name, targets, cases, in.entries("rewrites", Rewrite::read), in.written());
    }

    private static void checkStars(Section in, String name, Target target) {
        long stars = Stars.count(target.model());
        if (stars > 1 || stars == 1 && Stars.count(name) != 1) {
            in.wrong(
                    "targets",
                    "has the model '%s', whose star stands for what the star in the alias's name"
                                    .formatted(target.model())
                            + " matched; so both need exactly one star.");
        }
    }

    ObjectNode json() {
        return written.overlaid(this, Alias::read, Alias::draft);
    }

    private ObjectNode draft() {
        return new Draft()
                .put("name", name)
                .put("targets", Targets.json(targets, written))
                .putEntries("cases", cases.stream().map(AliasCase::json).toList())
                .putEntries("rewrites", rewrites.stream().map(Rewrite::json).toList())
                .done();
    }
}
