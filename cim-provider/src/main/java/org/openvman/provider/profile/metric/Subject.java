package org.openvman.provider.profile.metric;

/** The kinds of elements that are measured; the name stands in the Id of their metrics. */
enum Subject {
    HOST("Host"),
    PROCESSOR_POOL("ProcessorPool"),
    MEMORY_POOL("MemoryPool"),
    STORAGE_POOL("StoragePool"),
    SYSTEM("VirtualSystem"),
    DISK("Disk"),
    ADAPTER("EthernetPort");

    private final String text;

    Subject(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
