'use client';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Span } from '@/lib/live/series.ts';

/** Where the plots of one card lie: they share it, so that a moment has one x in all of them. */
export interface PlotGeometry {
  readonly range: Span;
  /** Of the whole drawing, gutters included. */
  readonly width: number;
  /** The gutter of the value axis, and that of direct labels. */
  readonly left: number;
  readonly right: number;
}

export const plotWidth = ({ width, left, right }: PlotGeometry): number => Math.max(1, width - left - right);

/** A moment's x in pixels. */
export const xOf = (geometry: PlotGeometry, at: number): number =>
  geometry.left + ((at - geometry.range.from) / (geometry.range.to - geometry.range.from)) * plotWidth(geometry);

/** How much time one pixel is, milliseconds. */
export const msPerPx = (geometry: PlotGeometry): number =>
  (geometry.range.to - geometry.range.from) / plotWidth(geometry);

/** A phone has no room for labels beside the plot. */
export const gutters = (width: number): { left: number; right: number } =>
  width < 560 ? { left: 40, right: 4 } : { left: 50, right: 58 };

/** The width of an element in whole pixels, 0 until it is measured. */
export function useWidth<T extends HTMLElement>(): [RefObject<T | null>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(Math.floor(element.getBoundingClientRect().width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
