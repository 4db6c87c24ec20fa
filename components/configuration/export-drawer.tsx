'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Drawer, DrawerBody } from '@/components/ui/drawer.tsx';
import { Select } from '@/components/ui/select.tsx';
import { CONFIGURATION_TARGETS, findTarget } from '@/lib/dialects/configuration/targets.ts';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';
import { BehaviourLine, NoteList } from './note-list.tsx';

interface ExportDrawerProps {
  readonly identity: BreakerIdentity;
  readonly onClose: () => void;
}

const OPTIONS = CONFIGURATION_TARGETS.map(({ id, name }) => ({ value: id, label: name }));

/** A breaker's configuration in a library's own words, with a sentence for everything that it can't say. */
export function ExportDrawer({ identity, onClose }: ExportDrawerProps) {
  const [targetId, setTargetId] = useState(
    () => OPTIONS.find(({ value }) => identity.dialect.id.startsWith(value))?.value ?? 'resilience4j',
  );
  const [copied, setCopied] = useState(false);
  const target = findTarget(targetId);
  const written = target?.write(identity.config, identity.name);
  const copy = async () => {
    await navigator.clipboard.writeText(written?.text ?? '');
    setCopied(true);
  };
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title="Export configuration"
      subtitle={`${identity.name}, rev ${identity.revision}, as another library would have it.`}
    >
      <DrawerBody>
        <div className="flex items-center gap-2">
          <Select
            label="For"
            size="large"
            fill
            value={targetId}
            options={OPTIONS}
            onValueChange={(next) => {
              setTargetId(next);
              setCopied(false);
            }}
          />
          <Button size="large" onClick={() => void copy()}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        </div>
        {target && <BehaviourLine behaviour={target.behaviour} />}
        <textarea
          readOnly
          wrap="off"
          aria-label={`Configuration for ${target?.name}`}
          value={written?.text ?? ''}
          rows={Math.min(24, (written?.text ?? '').split('\n').length + 1)}
          className="w-full rounded-8 border border-border bg-inset p-3 font-mono text-12/5"
        />
        <NoteList title={`What ${target?.name} can’t say or does otherwise`} notes={written?.notes ?? []} />
      </DrawerBody>
    </Drawer>
  );
}
