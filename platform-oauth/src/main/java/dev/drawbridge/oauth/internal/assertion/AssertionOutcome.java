package dev.drawbridge.oauth.internal.assertion;

/** What the verification of an assertion found. */
public sealed interface AssertionOutcome permits ProvenClient, AssertionOutcome.Refused {

    /**
     * The assertion is not good.
     *
     * @param fault why
     */
    record Refused(AssertionFault fault) implements AssertionOutcome {}
}
