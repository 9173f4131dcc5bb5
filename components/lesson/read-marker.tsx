'use client';

import { useEffect, useRef } from 'react';
import { progressStore } from '@/lib/progress/use-progress';

/** Records the lesson as read once this place has been on the screen. Draws nothing. */
export function ReadMarker({ lessonId }: { readonly lessonId: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      progressStore().getState().recordLessonRead(lessonId);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [lessonId]);
  return <div ref={place} />;
}
