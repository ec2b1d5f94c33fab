package org.openvman.provider.hypervisor;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processors of a host by their numbers, written as the kernel and libvirt do: {@code 0-3,6}. */
public final class ProcessorSet {
    /** No restriction. */
    public static final ProcessorSet ANY = new ProcessorSet(new BitSet());

    private static final int MOST = 4096;
    private static final Pattern PART = Pattern.compile("(\\^?)(\\d{1,4})(?:-(\\d{1,4}))?");

    private final BitSet processors;

    private ProcessorSet(BitSet processors) {
        this.processors = processors;
    }

    /**
     * Reads a list of numbers, ranges and, after a caret, exceptions; nothing at all is {@link #ANY}.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static ProcessorSet parse(String text) {
        BitSet bits = new BitSet();
        for (String part : text.strip().split(",", -1)) {
            if (text.isBlank()) {
                break;
            }
            Matcher range = PART.matcher(part.strip());
            if (!range.matches()) {
                throw new IllegalArgumentException("\"" + text + "\" is no list of processors (\"0-3,6\")");
            }
            int first = Integer.parseInt(range.group(2));
            int last = range.group(3) == null ? first : Integer.parseInt(range.group(3));
            if (last < first || last >= MOST) {
                throw new IllegalArgumentException("\"" + text + "\" is no list of processors (\"0-3,6\")");
            }
            bits.set(first, last + 1, range.group(1).isEmpty());
        }
        return bits.isEmpty() ? ANY : new ProcessorSet(bits);
    }

    /** All processors of a host with so many. */
    public static ProcessorSet all(int count) {
        BitSet bits = new BitSet();
        bits.set(0, count);
        return new ProcessorSet(bits);
    }

    public boolean isAny() {
        return processors.isEmpty();
    }

    /** The highest number in it; -1 for {@link #ANY}. */
    public int last() {
        return processors.length() - 1;
    }

    /** One bit for each processor, the lowest first, as libvirt's calls take it. */
    public byte[] toBytes() {
        return processors.toByteArray();
    }

    public ProcessorSet with(ProcessorSet others) {
        BitSet bits = (BitSet) processors.clone();
        bits.or(others.processors);
        return new ProcessorSet(bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProcessorSet set && set.processors.equals(processors);
    }

    @Override
    public int hashCode() {
        return processors.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int first = processors.nextSetBit(0); first >= 0; ) {
            int end = processors.nextClearBit(first);
            text.append(text.isEmpty() ? "" : ",").append(first).append(end - first > 1 ? "-" + (end - 1) : "");
            first = processors.nextSetBit(end);
        }
        return text.toString();
    }
}
