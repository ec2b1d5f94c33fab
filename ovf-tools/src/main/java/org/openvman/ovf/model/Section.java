package org.openvman.ovf.model;

/** A section of an envelope or of its content; the kinds we do not model are {@link OtherSection}. */
public sealed interface Section
        permits AnnotationSection,
                DeploymentOptionSection,
                DiskSection,
                EnvironmentFilesSection,
                EulaSection,
                NetworkSection,
                OperatingSystemSection,
                OtherSection,
                PlacementGroupSection,
                PlacementSection,
                ProductSection,
                ScaleOutSection,
                StartupSection,
                VirtualHardwareSection {

    /** What the section is for, in words; mandatory in the standard, empty when missing. */
    String info();

    Location at();
}
