import { Card } from '@/components/ui/card.tsx';
import { Tag } from '@/components/ui/tag.tsx';
import type { BreakerIdentity } from '@/lib/protocol/breaker-resource.ts';
import { configurationRows, configurationSentence } from './configuration-in-words.ts';
import { KeyValues } from './key-values.tsx';

/** What the breaker is told to do, in words. */
export function ConfigurationCard({ identity }: { readonly identity: BreakerIdentity }) {
  return (
    <Card aria-labelledby="configuration-title" className="flex-1">
      <div className="flex h-10 items-center gap-2 px-4">
        <h2 id="configuration-title" className="text-13 font-semibold">
          Configuration
        </h2>
        <Tag>rev {identity.revision}</Tag>
      </div>
      <div className="px-4 pb-3">
        <p className="pb-1.5 text-text-2">{configurationSentence(identity.config)}</p>
        <KeyValues rows={configurationRows(identity)} />
      </div>
    </Card>
  );
}
