package org.openvman.ovf.model;

/**
 * The guest's operating system (DSP0243, OperatingSystemSection).
 *
 * @param id a value of CIM_OperatingSystem.OSType, as written
 */
public record OperatingSystemSection(String info, String id, String version, String description, Location at)
        implements Section {}
