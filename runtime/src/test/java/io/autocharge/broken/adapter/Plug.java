package io.autocharge.broken.adapter;

/** Something outside. */
public class Plug {}
