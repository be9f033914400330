package dev.patchbay.gui.settings.draft;

import dev.patchbay.hub.Target;

final class SampleTargets {
    static final Target DEMO = Target.of("demo", "demo");

    private SampleTargets() {}
}
