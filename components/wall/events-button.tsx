'use client';
import { Activity } from 'lucide-react';
import { useState } from 'react';
import { useNews } from '@/components/frame/use-news.ts';
import { Button } from '@/components/ui/button.tsx';
import { Drawer } from '@/components/ui/drawer.tsx';
import { EventFeed } from './event-feed.tsx';

/** The feed behind a button, where it has no column of its own. */
export function EventsButton() {
  const [open, setOpen] = useState(false);
  const [unseen, setUnseen] = useState(0);
  useNews(500, (entries) => setUnseen((before) => (open ? 0 : before + entries.length)));
  return (
    <>
      <Button
        icon={<Activity size={14} aria-hidden="true" />}
        aria-label={unseen > 0 ? `Live events, ${unseen} new` : 'Live events'}
        onClick={() => {
          setUnseen(0);
          setOpen(true);
        }}
        className="max-md:h-8 xl:hidden"
      >
        <span className="max-md:sr-only">Events</span>
        {unseen > 0 && <span className="font-semibold">{Math.min(unseen, 99)}</span>}
      </Button>
      <Drawer
        open={open}
        onOpenChange={setOpen}
        title="Live events"
        subtitle="Newest first, server time in UTC."
        narrow
      >
        <div className="flex min-h-0 flex-1 flex-col max-md:h-[70dvh]">
          <EventFeed bound={false} />
        </div>
      </Drawer>
    </>
  );
}
