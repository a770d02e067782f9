package io.autocharge.other;

/** Another service. */
public class Neighbour {}
